"""What the README promises: its commands exist, its table of buttons is true, its pictures and links are there."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

from bdhvs_xl import buttons, cli, paths

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_buttons_is_true():
    rows = re.findall(r"\| `([a-z-]+)` \| ([^|]+) \| \[[^]]+\]\(([^)]+)\) \| \[test\]\(([^)]+)\) \|", README)
    assert rows == [
        (name.replace("_", "-"), import_module(f"bdhvs_xl.buttons.{name}").LABEL,
         f"bdhvs_xl/buttons/{name}.py", f"tests/buttons/test_{name}.py")
        for name in buttons.IDS
    ]  # fmt: skip


def test_links_and_pictures_are_there():
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", README) if not t.startswith("http")]
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_command_it_names_exists():
    named = set(re.findall(r"bdhvs ([a-z]+(?:-[a-z]+)*)", README))
    assert named <= cli.commands(), named - cli.commands()


def test_the_rule_it_shows_stands_in_the_regime():
    shown = tomllib.loads(re.search(r"```toml\n(.+?)```", README, re.S)[1])["rules"][0]
    shipped = tomllib.loads((paths.regimes_folder() / "ninh_binh_02.toml").read_text("utf-8"))["rules"]
    assert shown in shipped
