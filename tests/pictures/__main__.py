"""`python -m tests.pictures`: the README's pictures anew, those of the demo through LibreOffice and pdftoppm."""

import json
import subprocess
import tempfile
from pathlib import Path

from bdhvs_xl.demo import run_demo
from tests.pictures import ribbon, small_window

HERE = Path(__file__).parent
ONE_SHEET_A_PAGE = "pdf:calc_pdf_Export:" + json.dumps({"SinglePageSheets": {"type": "boolean", "value": "true"}})


def main() -> None:
    """Draw the ribbon, the front page of the master, the first page of the report and the small window."""
    ribbon.PICTURE.write_text(ribbon.draw(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        master, report, _ = run_demo.run_demo(folder / "demo").files
        draw(master, ONE_SHEET_A_PAGE, folder, "trang-chu", 72)
        draw(report, "pdf", folder, "bao-cao", 66)
        small_window.PICTURE.write_bytes(small_window.draw(master))


def draw(document: Path, export: str, folder: Path, picture: str, resolution: int) -> None:
    """The first page of `document` as `<picture>.png` beside this file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", export, "--outdir", str(folder), str(document)]
    subprocess.run(command, check=True, capture_output=True)
    page = ["pdftoppm", "-r", str(resolution), "-f", "1", "-l", "1", "-singlefile", "-png"]
    subprocess.run([*page, str(folder / f"{document.stem}.pdf"), str(HERE / picture)], check=True)


if __name__ == "__main__":
    main()
