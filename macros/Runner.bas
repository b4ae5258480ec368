Attribute VB_Name = "Runner"
Option Explicit

' Starts Python for one button and does not wait for it: Excel stays usable. Every path and name goes through objects
' that speak Unicode (WScript.Shell, Scripting.FileSystemObject); nothing is read from the workbook at hand.
' This source is ASCII: where Python is and what people read stand in the cells of the add-in's own sheet.

Private Const OUR_SHEET As String = "bdhvs"
Private Const INTERPRETER As String = "A1"
Private Const STARTING As String = "A2"
Private Const NOT_THERE As String = "A3"
Private Const REFUSED As String = "A4"
Private Const NO_ANSWER As String = "A5"
Private Const SHOWN_NORMALLY As Long = 1
Private Const PATIENCE As Long = 60

Private said As String
Private since As Date

Public Sub StartButton(ByVal id As String, ByVal label As String)
    Dim shell As Object, files As Object, python As String
    On Error GoTo NotStarted
    Set shell = CreateObject("WScript.Shell")
    Set files = CreateObject("Scripting.FileSystemObject")
    python = shell.ExpandEnvironmentStrings(Words(INTERPRETER, ""))
    If Not files.FileExists(python) Then
        Tell Words(NOT_THERE, python)
        Exit Sub
    End If
    ShowStarting label
    HandOver shell.Environment("PROCESS")
    ' Started hidden (0), Python's first window would be hidden too: see ShowWindow, nCmdShow.
    shell.Run """" & python & """ -I -X utf8 -m bdhvs_xl.ribbon " & id, SHOWN_NORMALLY, False
    On Error Resume Next
    Application.OnTime Now + TimeSerial(0, 0, PATIENCE), "'" & ThisWorkbook.Name & "'!StopWaiting"
    Exit Sub
NotStarted:
    Dim reason As String
    reason = Err.Description
    Application.StatusBar = False
    Tell Words(REFUSED, reason)
End Sub

' Python says what it does in the status bar as soon as it runs; when our words still stand there, it does not run.
Public Sub StopWaiting()
    If CStr(Application.StatusBar) <> said Then Exit Sub
    If DateDiff("s", since, Now) < PATIENCE - 1 Then Exit Sub
    Application.StatusBar = False
    Tell Words(NO_ANSWER, "")
End Sub

Private Sub ShowStarting(ByVal label As String)
    said = Words(STARTING, label)
    since = Now
    Application.StatusBar = said
End Sub

Private Sub HandOver(ByVal environment As Object)
    Dim book As String
    If Not ActiveWorkbook Is Nothing Then book = ActiveWorkbook.Name
    environment("BDHVS_BOOK") = book
    environment("BDHVS_HWND") = CStr(Application.Hwnd)
End Sub

Private Function Words(ByVal cell As String, ByVal detail As String) As String
    Words = Replace(CStr(ThisWorkbook.Worksheets(OUR_SHEET).Range(cell).Value), "{}", detail)
End Function

' MsgBox would show letters outside the PC's ANSI code page as question marks: it is for want of anything better.
Private Sub Tell(ByVal text As String)
    Dim shell As Object
    On Error GoTo WithoutShell
    Set shell = CreateObject("WScript.Shell")
    shell.Popup text, 0, "BDHVS", vbExclamation + vbSystemModal
    Exit Sub
WithoutShell:
    MsgBox text, vbExclamation, "BDHVS"
End Sub
