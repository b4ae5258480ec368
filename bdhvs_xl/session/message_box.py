"""The last word, when no desk can say it: a message box of Windows itself, the error output elsewhere."""

import sys

TITLE = "BDHVS"


def show_message_box(*paragraphs: str) -> None:
    """Tell the user something without Excel."""
    text = "\n\n".join(filter(None, paragraphs))
    if sys.platform == "win32":
        import ctypes

        warning, to_front = 0x30, 0x10000
        ctypes.windll.user32.MessageBoxW(None, text, TITLE, warning | to_front)
    elif sys.stderr:
        sys.stderr.write(f"{text}\n")
