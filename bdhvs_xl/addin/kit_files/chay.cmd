@echo off
rem Finds a Python that this kit has packages for, and hands over to cai_dat.py. Nothing is called with "call", which
rem would read percent signs in a path a second time. A Python suits when --suits ends with exactly 0.
setlocal DisableDelayedExpansion
chcp 65001 >nul
title BDHVS
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="
set "SUITS=-I -X utf8 bo-cai-dat\cai_dat.py --suits"
set "PY="
set "PY_VERSION="
pushd "%~dp0.."

rem 1. Put beside the kit on purpose: the .zip from python.org (tar.exe is part of Windows 10 and 11), or its folder.
for %%Z in (python-3*amd64.zip) do (
  mkdir python 2>nul
  if not exist python\python.exe tar.exe -xf "%%Z" -C python
)
for /d %%D in (python python-3*) do (
  if not defined PY "%%D\python.exe" %SUITS% >nul 2>nul
  if not defined PY if errorlevel 0 if not errorlevel 1 set "PY=%%D\python.exe"
)

rem 2. Installed on this PC, for this user or for all.
for /d %%D in ("%LOCALAPPDATA%\Programs\Python\Python3*" "%ProgramFiles%\Python3*" "%LOCALAPPDATA%\Python\pythoncore-3*") do (
  if not defined PY "%%~D\python.exe" %SUITS% >nul 2>nul
  if not defined PY if errorlevel 0 if not errorlevel 1 set "PY=%%~D\python.exe"
)

rem 3. On the PATH, or known to the launcher.
if not defined PY python.exe %SUITS% >nul 2>nul
if not defined PY if errorlevel 0 if not errorlevel 1 set "PY=python.exe"
for %%V in (3.15 3.14 3.13 3.12 3.11) do (
  if not defined PY py.exe -%%V %SUITS% >nul 2>nul
  if not defined PY if errorlevel 0 if not errorlevel 1 set "PY_VERSION=-%%V"
  if defined PY_VERSION set "PY=py.exe"
)

if defined PY goto found
type bo-cai-dat\khong-co-python.txt
set "RESULT=1"
goto end
:found
"%PY%" %PY_VERSION% -I -X utf8 bo-cai-dat\cai_dat.py %1
set "RESULT=%ERRORLEVEL%"
:end
popd
echo.
pause
exit /b %RESULT%
