"""A message without Excel or the window: a message box of Windows, the error output on other systems."""

import sys

TITLE = "BDHVS"


def show_message_box(*paragraphs: str) -> None:
    """Show the paragraphs to the user, without Excel; empty ones are left out."""
    text = "\n\n".join(filter(None, paragraphs))
    if sys.platform == "win32":
        import ctypes

        warning, to_front = 0x30, 0x10000
        ctypes.windll.user32.MessageBoxW(None, text, TITLE, warning | to_front)
    elif sys.stderr:
        sys.stderr.write(f"{text}\n")
