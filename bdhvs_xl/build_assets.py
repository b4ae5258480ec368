"""Build the files that ship with the program: blank masters, Word templates, the one-page guide."""

from pathlib import Path
from string import Template

from bdhvs_xl import paths
from bdhvs_xl.errors import UserError
from bdhvs_xl.results import ButtonResult

GUIDE_HEADING = "## Dành cho cán bộ tổng hợp"
"""The section of the README that is the guide."""


def build_assets(root: Path | None = None) -> ButtonResult:
    """Build `workbooks/` and `templates/` below `root` (default: where they ship); the same bytes on every build."""
    from bdhvs_xl.documents.word.build_template import build_template
    from bdhvs_xl.documents.word.layout_spec import DOCUMENT_KINDS
    from bdhvs_xl.master.build.master_workbook import build_blank_master
    from bdhvs_xl.regime import loader

    workbooks, templates = _folders(root)
    files = [build_blank_master(regime, workbooks) for regime in loader.available_regimes()]
    regimes = map(loader.load_regime, loader.available_regimes())
    files += [build_template(regime, templates, kind) for regime in regimes for kind in DOCUMENT_KINDS]
    files += [build_guide(workbooks)]
    return ButtonResult(message=f"Đã tạo {len(files)} tệp đi kèm.", files=files)


def _folders(root: Path | None) -> tuple[Path, Path]:
    folders = (root / "workbooks", root / "templates") if root else (paths.workbooks_folder(), paths.templates_folder())
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return folders


# --- the guide ------------------------------------------------------------------------------------------------------


def build_guide(folder: Path) -> Path:
    """The guide written into `folder`: the README's section for offices as a page that opens and prints anywhere."""
    page = folder / paths.guide_page().name
    page.write_bytes(_PAGE.substitute(content=_html(_section())).encode())
    return page


def _section() -> str:
    """The section of the README, its heading included; UserError outside a checkout, where there is no README."""
    readme = paths.PACKAGE.parent / "README.md"
    if not readme.is_file():
        raise UserError(
            "Không có README.md để làm trang hướng dẫn.", "Hãy chạy lệnh này trong thư mục mã nguồn của chương trình."
        )
    _, heading, after = readme.read_text("utf-8").partition(GUIDE_HEADING)
    return heading + after.partition("\n## ")[0]


def _html(text: str) -> str:
    """The section as HTML whose headings begin at the first level."""
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        raise UserError("Chưa cài markdown-it-py để làm trang hướng dẫn.", "Hãy chạy: uv sync --group dev") from None

    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) - 1}"
    return str(markdown.renderer.render(tokens, markdown.options, {}))


_PAGE = Template("""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>BDHVS – hướng dẫn</title>
<style>
@page { size: A4; margin: 12mm 15mm; }
body { max-width: 180mm; margin: 0 auto; padding: 4mm; color: #1a2b3c; }
body { font: 10pt/1.38 "Segoe UI", Arial, sans-serif; }
h1 { margin: 0 0 2mm; font-size: 18pt; color: #1f3864; }
h2 { margin: 4mm 0 1mm; font-size: 12.5pt; color: #1f3864; border-bottom: 1px solid #b4c6e7; }
p { margin: 1mm 0; }
ol { margin: 1mm 0; padding-left: 6mm; }
li { margin: 0.8mm 0; }
strong { color: #1f3864; }
table { border-collapse: collapse; width: 100%; margin: 1.5mm 0; }
th { display: none; }
td { border: 1px solid #b4c6e7; padding: 0.6mm 2mm; vertical-align: top; }
td:first-child { width: 48mm; background: #eef3fb; }
code, pre { font: 9pt/1.35 Consolas, "Courier New", monospace; background: #f3f3f3; }
code { white-space: nowrap; }
pre { margin: 1.5mm 0 0; padding: 1mm 2mm; }
pre code { white-space: pre-wrap; }
@media print { body { max-width: none; padding: 0; } }
</style>
</head>
<body>
$content</body>
</html>
""")
