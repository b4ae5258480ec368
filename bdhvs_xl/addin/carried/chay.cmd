@echo off
rem Finds a Python that this kit has packages for, and hands over to cai_dat.py. No "call": it would read % twice.
setlocal DisableDelayedExpansion
chcp 65001 >nul
title BDHVS
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="
set "PY="
set "PY_VERSION="
pushd "%~dp0.."

rem 1. Put beside the kit on purpose: the folder python, or the .zip from python.org (tar.exe is in Windows 10 and 11).
for %%Z in (python-3*amd64.zip) do if not exist "python\python.exe" (
  mkdir python 2>nul
  tar.exe -xf "%%Z" -C python
)
for /d %%D in (python python-3*) do (
  if not defined PY "%%D\python.exe" -I -X utf8 bo-cai-dat\cai_dat.py --suits >nul 2>nul && set "PY=%%D\python.exe"
)

rem 2. Installed on this PC, for this user or for all; on the PATH; known to the launcher.
for /d %%D in ("%LOCALAPPDATA%\Programs\Python\Python3*" "%ProgramFiles%\Python3*" "%LOCALAPPDATA%\Python\pythoncore-3*") do (
  if not defined PY "%%~D\python.exe" -I -X utf8 bo-cai-dat\cai_dat.py --suits >nul 2>nul && set "PY=%%~D\python.exe"
)
if not defined PY python.exe -I -X utf8 bo-cai-dat\cai_dat.py --suits >nul 2>nul && set "PY=python.exe"
for %%V in (3.15 3.14 3.13 3.12 3.11) do (
  if not defined PY py.exe -%%V -I -X utf8 bo-cai-dat\cai_dat.py --suits >nul 2>nul && set "PY=py.exe" && set "PY_VERSION=-%%V"
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
