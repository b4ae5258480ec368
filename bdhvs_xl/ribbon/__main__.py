"""What the macro of a ribbon button starts: `pythonw -I -X utf8 -m bdhvs_xl.ribbon <id>`, without a console.

The environment says where the button was pressed: `BDHVS_BOOK` the name of the workbook in front, `BDHVS_HWND` Excel's
window. Nothing may be printed here, for there is nowhere to print to.
"""

import os
import sys
from collections.abc import Sequence

from bdhvs_xl.errors import UserError
from bdhvs_xl.session import error_log, press
from bdhvs_xl.session.message_box import show_message_box

DONE, FAILED = 0, 1


def main(argv: Sequence[str] | None = None) -> int:
    """0 when the button ran in Excel, whatever its result; 1 when the error had to be shown without Excel."""
    name = next(iter(sys.argv[1:] if argv is None else argv), "")
    try:
        _press_in_excel(name)
    except UserError as error:
        show_message_box(error.message, error.hint)
    except Exception as error:
        show_message_box(error_log.error_message(error_log.write_error_log(name, error, "")))
    else:
        return DONE
    return FAILED


def _press_in_excel(name: str) -> None:
    from bdhvs_xl.excel.application import attach
    from bdhvs_xl.excel.excel_ui import ExcelInterface

    book, window = os.environ.get("BDHVS_BOOK", ""), os.environ.get("BDHVS_HWND", "")
    ui = ExcelInterface(attach(book, window), book)
    press(name, ui)
    ui.leave()


if __name__ == "__main__":
    sys.exit(main())
