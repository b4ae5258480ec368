@echo off
rem ASCII only: a code page that is not set yet would spoil other letters here.
if exist "%~dp0bo-cai-dat\chay.cmd" goto run
echo Chua giai nen: hay giai nen (Extract All) ca thu muc bo cai dat, roi bam lai tep nay.
pause
exit /b 1
:run
"%~dp0bo-cai-dat\chay.cmd" --install
