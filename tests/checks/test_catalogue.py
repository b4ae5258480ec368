"""No half a check: the catalogue, the functions, the form and the words name the same checks."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest
from support.monthly_regime import monthly_regime
from support.small_regime import small_regime
from support.task_regime import task_regime

from bdhvs_xl import checks, paths
from bdhvs_xl.checks import run_all
from bdhvs_xl.form.build.addressee import common_addressee, template_addressee
from bdhvs_xl.form.build.calculation_sheet import build_calculation_cells
from bdhvs_xl.form.build.results_sheet import results_rows
from bdhvs_xl.form.finding_messages import CHECK_MESSAGES, fill_check_message, message_fields
from bdhvs_xl.form.self_check.all_findings import list_possible_findings
from bdhvs_xl.form.self_check.message_formulas import blank_form_text
from bdhvs_xl.form.self_check.possible_findings import check_text
from bdhvs_xl.master.entry_formulas import entry_column_positions
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.catalogue import CATALOGUE, DOCUMENT_RULES, Check
from bdhvs_xl.regime.loader import available_regimes, load_regime

PACKAGE = paths.PACKAGE
_CHECK_PARAMETERS = ("check", "rule")
_OF_DOCUMENTS = re.compile(r"(?:report|up)_[a-z_]+")
_INHERITED = {"previous_numbers": "master_lists"}
"""Modules whose `findings` another module runs."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (PACKAGE / folder).rglob("*.py"))


@cache
def constants(path: Path) -> dict[str, str]:
    """Texts that a module names at its top level or takes from another one, by that name: `keys.LOST`, `UNREAD`."""
    found: dict[str, str] = {}
    for node in tree(path).body:
        if isinstance(node, ast.Assign):
            found.update(_assigned(node.targets[0], node.value))
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found.update(_imported(node.module, alias.name))
    return found


def _imported(module: str, name: str) -> Iterator[tuple[str, str]]:
    as_module, home = (PACKAGE.parent / f"{dotted.replace('.', '/')}.py" for dotted in (f"{module}.{name}", module))
    if as_module.exists():
        yield from ((f"{name}.{constant}", text) for constant, text in constants(as_module).items())
    elif home.exists() and name.isupper() and name in constants(home):
        yield name, constants(home)[name]


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from _assigned(one, its)
    elif isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield target.id, value.value


def positions(path: Path) -> dict[str, int]:
    """Functions that take the id of a check: their name, and the place of that argument in a call."""
    found: dict[str, int] = {}
    shared = (PACKAGE / "regime/catalogue.py", PACKAGE / "checks/unit_report.py", PACKAGE / "checks/unit_texts.py")
    for node in (node for one in (*shared, path) for node in ast.walk(tree(one))):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            place = next((n for n, name in enumerate(names) if name in _CHECK_PARAMETERS), None)
            if place is not None:
                found[f"unit_texts.{node.name}" if one_is_texts(node, names) else node.name] = place
    return found


def one_is_texts(node: ast.FunctionDef, names: list[str]) -> bool:
    """`unit_texts.finding` takes the report first; `Report.finding` and `new_finding` take the check first."""
    return node.name == "finding" and names[0] == "report"


def named(path: Path) -> set[str]:
    """The ids that a module gives to functions that make findings."""
    places = positions(path)
    arguments = (
        argument for node in ast.walk(tree(path)) if isinstance(node, ast.Call) for argument in _arguments(node, places)
    )
    return {id for argument in arguments for id in _ids(argument, constants(path))}


def _arguments(call: ast.Call, places: dict[str, int]) -> Iterator[ast.expr]:
    yield from (word.value for word in call.keywords if word.arg in _CHECK_PARAMETERS)
    name = ast.unparse(call.func)
    place = places.get(name if name in places else name.rpartition(".")[2])
    if place is not None and place < len(call.args):
        yield call.args[place]


def _ids(argument: ast.expr, known: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(argument):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name | ast.Attribute) and (text := known.get(ast.unparse(node))):
            yield text


# --- records and functions ------------------------------------------------------------------------------------------


def test_every_check_of_the_checker_has_one_function_and_every_function_a_record():
    made = Counter(check.id for family in run_all.FAMILIES for check in family.checks)
    assert {check.id for check in CATALOGUE.values() if check.layer == "checks"} == set(made)
    assert [id for id, times in made.items() if times > 1] == []


def test_a_family_of_a_check_without_a_record_is_refused_with_its_name():
    with pytest.raises(LookupError, match=r"“halved” has no record in regime/catalogue\.py"):
        run_all.Family(lambda: None, "halved")


def test_a_finding_of_a_check_without_a_record_is_refused_with_its_name():
    with pytest.raises(LookupError, match="“halved”"):
        catalogue.new_finding("halved", "x")


def test_every_module_of_checks_is_run():
    """A module of checks has `findings`; the regime's own rules are no checks of the program."""
    found = [import_module(f"{checks.__name__}.{module.name}") for module in iter_modules(checks.__path__)]
    there = {module.__name__.rpartition(".")[2] for module in found if hasattr(module, "findings")}
    assert there - _INHERITED.keys() == {family.run.__module__.rpartition(".")[2] for family in run_all.FAMILIES}


@pytest.mark.parametrize("family", run_all.FAMILIES, ids=lambda family: family.run.__module__.rpartition(".")[2])
def test_a_family_finds_what_it_is_registered_for(family):
    name = family.run.__module__.rpartition(".")[2]
    inherited = [other for other, by in _INHERITED.items() if by == name]
    found = set().union(*(named(PACKAGE / "checks" / f"{module}.py") for module in (name, *inherited)))
    assert found == {check.id for check in family.checks}


@pytest.mark.parametrize(("layer", "folder"), [("intake", "intake"), ("form", "form/self_check")])
def test_what_intake_and_forms_find_has_a_record_that_is_used(layer, folder):
    found = set().union(*map(named, modules(folder)))
    assert found <= CATALOGUE.keys()
    assert {id for id in found if CATALOGUE[id].layer == layer} == {
        c.id for c in CATALOGUE.values() if c.layer == layer
    }


def test_a_finding_takes_its_severity_from_the_record():
    """Two places build findings otherwise: for the regime's own rules, and from the rows of `Kiểm tra`."""
    building = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules("regime", "master", "form", "intake", "checks")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding"
    }
    assert building == {"regime/catalogue.py", "checks/unit_report.py", "checks/findings_table.py"}


def test_findings_about_documents_and_forms_of_the_level_above_are_known():
    found = {
        node.value
        for path in modules("documents", "rollup", "submit_up", "workflow", "buttons")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _OF_DOCUMENTS.fullmatch(node.value)
    }
    assert found == DOCUMENT_RULES
    assert not DOCUMENT_RULES & CATALOGUE.keys()


# --- records --------------------------------------------------------------------------------------------------------


def test_no_id_is_used_twice():
    records = [*catalogue._SWITCHABLE, *catalogue._FIXED]
    assert len(records) == len(CATALOGUE)


def test_what_cannot_be_read_and_what_happened_to_files_cannot_be_switched_off():
    assert all(check.switchable for check in catalogue._SWITCHABLE)
    assert not any(check.switchable for check in catalogue._FIXED)
    assert {check.layer for check in CATALOGUE.values() if check.switchable} == {"checks"}


def test_where_less_is_at_stake_a_finding_is_less_grave():
    assert catalogue.new_finding("schedule_date", "x").severity == "warning"
    assert catalogue.new_finding("schedule_date", "x", is_minor=True).severity == "notice"
    assert catalogue.new_finding("required", "x", is_minor=True).severity == "error"
    assert Check("x", "error").minor is None


# --- forms ----------------------------------------------------------------------------------------------------------


def in_forms() -> set[str]:
    """The checks of the program that forms of several regimes make, of a unit and common ones."""
    found: set[str] = set()
    for regime in (small_regime(), monthly_regime(), task_regime(), *map(load_regime, available_regimes())):
        for recipient in (template_addressee(regime, frozenset(regime.indicator)), common_addressee(regime)):
            form = list_possible_findings(
                build_calculation_cells(regime, recipient, results_rows(regime), entry_column_positions(regime))
            )
            found |= {rule for line in form.lines for rule in line.says} - {rule.id for rule in regime.rules}
    return found


def test_what_forms_find_has_a_record_and_shares_its_words_with_the_checker():
    alone = {check.id for check in CATALOGUE.values() if check.layer == "form"}
    assert in_forms() == CHECK_MESSAGES.keys() | alone
    assert CHECK_MESSAGES.keys() <= {check.id for check in CATALOGUE.values() if check.layer == "checks"}


def test_the_words_of_forms_and_of_the_checker_have_the_same_fields():
    indicator = small_regime().indicator["2.4"]
    for check, words in CHECK_MESSAGES.items():
        fields = {field for text in (words.message, words.cure) for _, field, _, _ in Formatter().parse(text) if field}
        own = dict.fromkeys(fields - message_fields(indicator, "value").keys(), "7")
        message, cure = fill_check_message(check, {**message_fields(indicator, "value"), **own})
        said = check_text(check, "error", indicator, "value", **own)
        assert (blank_form_text(said.message), blank_form_text(said.cure)) == (message, cure)
