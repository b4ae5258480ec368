"""The files built from the sources and shipped with them: blank masters and Word templates."""

from pathlib import Path

from bdhvs_xl import paths
from bdhvs_xl.outcome import Outcome


def build(root: Path | None = None) -> Outcome:
    """Build `workbooks/` and `templates/` below `root` (default: where they ship); the same bytes on every build."""
    from bdhvs_xl.regime import toml
    from bdhvs_xl.report.template import build_template
    from bdhvs_xl.workbook.build.master import build_blank

    workbooks, templates = _folders(root)
    made = [build_blank(regime, workbooks) for regime in toml.available()]
    made += [build_template(toml.load_regime(regime), templates) for regime in toml.available()]
    return Outcome(message=f"Đã tạo {len(made)} tệp đi kèm.", files=made)


def _folders(root: Path | None) -> tuple[Path, Path]:
    folders = (root / "workbooks", root / "templates") if root else (paths.workbooks(), paths.templates())
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return folders
