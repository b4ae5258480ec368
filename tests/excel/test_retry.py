"""A busy Excel is waited for, but not for ever."""

import time

import pytest

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import retry
from bdhvs_xl.excel.retry import ExcelGoneError, call_excel, try_excel


class ComError(Exception):
    """As pywin32's com_error."""

    def __init__(self, hresult: int, scode: int | None = None) -> None:
        self.hresult = hresult
        self.excepinfo = None if scode is None else (0, "Microsoft Excel", "", "", 0, scode)


class ExcelBusyError(Exception):
    """As xlwings raises it."""


BUSY = [
    ComError(-2147418111),
    ComError(-2147417846),
    ComError(-2146777998),
    ComError(-2147352567, -2146777998),
    ExcelBusyError(),
    AttributeError("Property 'Excel.Application.ScreenUpdating' can not be set."),
]
GONE = [
    ComError(-2147417848),
    ComError(-2147023174),
    ComError(-2147023170),
    ComError(-2147220995),
    ComError(-2147418105),
    ComError(-2147352567, -2146827864),
]
DEADLINE = retry.RETRY_SECONDS
FAULTS = [ComError(-2147352567, -2146827284), AttributeError("no attribute 'x'"), KeyError("x")]


class Call:
    """A call that fails so many times."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error, self.times, self.made = error, times, 0

    def __call__(self, answer: str) -> str:
        self.made += 1
        if self.made <= self.times:
            raise self.error
        return answer


@pytest.fixture(autouse=True)
def short_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "RETRY_SECONDS", 0.3)


@pytest.mark.parametrize("error", BUSY, ids=str)
def test_a_busy_excel_is_asked_again(error: Exception) -> None:
    call = Call(error, 2)
    assert (call_excel(call, "xong"), call.made) == ("xong", 3)


@pytest.mark.parametrize("error", BUSY, ids=str)
def test_after_the_deadline_the_user_is_told_what_to_do(error: Exception) -> None:
    with pytest.raises(UserError, match=r"Excel đang bận, hoặc một ô đang sửa dở.*Enter hoặc Esc") as caught:
        call_excel(Call(error, 10_000), "xong")
    assert caught.value.__cause__ is error


def test_nobody_waits_longer_than_the_twenty_seconds_of_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(retry, "RETRY_SECONDS", DEADLINE)
    monkeypatch.setattr(time, "sleep", pauses.append)
    monkeypatch.setattr(time, "monotonic", lambda: sum(pauses))
    call = Call(BUSY[0], 10_000)
    with pytest.raises(UserError):
        call_excel(call, "xong")
    assert 15 < sum(pauses) <= 20
    assert call.made == len(pauses) + 1 < 40


@pytest.mark.parametrize("error", FAULTS, ids=repr)
def test_other_errors_are_raised_at_once(error: Exception) -> None:
    call = Call(error, 1)
    with pytest.raises(type(error)):
        call_excel(call, "xong")
    with pytest.raises(type(error)):
        try_excel(Call(error, 1), "xong")
    assert call.made == 1


@pytest.mark.parametrize("error", GONE, ids=str)
def test_a_workbook_or_an_excel_that_was_closed_is_told_at_once(error: Exception) -> None:
    call = Call(error, 1)
    with pytest.raises(ExcelGoneError, match=r"Excel hoặc tệp đang làm đã bị đóng") as caught:
        call_excel(call, "xong")
    assert (call.made, caught.value.__cause__) == (1, error)
    try_excel(Call(error, 1), "xong")


def test_what_does_not_matter_is_not_waited_for() -> None:
    call = Call(BUSY[0], 1)
    try_excel(call, "xong")
    assert call.made == 1
