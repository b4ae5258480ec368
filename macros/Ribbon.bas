Attribute VB_Name = "Ribbon"
Option Explicit

' The callback of every button in ribbon.xml: a control's id is the button's id, its tag the button's label.
Public Sub BdhvsPress(control As IRibbonControl)
    StartButton control.ID, control.Tag
End Sub
