"""The form's hidden `_Tự kiểm tra`: parsed value of every cell, verdicts of rules, findings in their order."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from xlsxwriter import Workbook

from bdhvs_xl.expressions.formula import quote_text
from bdhvs_xl.form.build.addressee import Addressee
from bdhvs_xl.form.build.context_sheet import UNIT_CHOICES, context_cells
from bdhvs_xl.form.build.form_lists import list_column_references
from bdhvs_xl.form.build.identity_sheet import identity_cell
from bdhvs_xl.form.self_check import calculation_cells as cells
from bdhvs_xl.form.self_check import check_code, count_names, parse_formulas
from bdhvs_xl.form.self_check.all_findings import AllFindings
from bdhvs_xl.form.self_check.calculation_cells import CalculationCells, CellSources
from bdhvs_xl.form.self_check.message_formulas import blank_form_text, message_formula
from bdhvs_xl.form.self_check.possible_findings import (
    CURE,
    FOUND,
    MARK,
    MESSAGE,
    NUMBER,
    SEVERITY,
    TARGET,
    PossibleFinding,
)
from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.build.sheet_writer import Sheet, protect_sheet
from bdhvs_xl.master.labels import STATE_NAMES
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    ENTRY_COLUMNS,
    FORM_CALCULATIONS,
    FORM_INDICATORS,
    PRACTICES_GRID,
)
from bdhvs_xl.ooxml.cell import Formula
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.model import Indicator, Regime

_WORDS, _KINDS = "AA", "AB"
_EXPLAINED = STATE_NAMES["explained"]


def build_calculation_cells(
    regime: Regime, recipient: Addressee, rows: Mapping[str, int], columns: Mapping[str, int]
) -> CalculationCells:
    """The calculation cells of a form; `Kết quả` has the indicators in one-based `rows` and zero-based `columns`."""
    results = {
        (indicator, column): f"'{FORM_INDICATORS}'!{cell_address(row - 1, columns[column])}"
        for indicator, row in rows.items()
        for column in ENTRY_COLUMNS
        if column in columns
    }
    first, last = min(rows.values()) - 1, max(rows.values()) - 1
    for column in ("evidence", "explanation"):
        at = columns[column]
        results["", column] = f"'{FORM_INDICATORS}'!{cell_address(first, at)}:{cell_address(last, at)}"
    sources = CellSources(
        results=results,
        context=context_cells(regime, recipient),
        documents=list_column_references(DOCUMENTS_GRID),
        practices=list_column_references(PRACTICES_GRID),
        unit=identity_cell("unit_code"),
    )
    return CalculationCells(regime, recipient.asked, sources, bool(recipient.choices))


def write_calculations(
    workbook: Workbook, sheet: Sheet, workings: CalculationCells, found: AllFindings, recipient: Addressee
) -> None:
    """Write the sheet and hide it."""
    for place, formula in _all(workings, found):
        sheet.on.write_formula(place.replace("$", ""), f"={formula.text}", None, formula.cached)
    for (indicator, column), row in workings.rows.items():
        sheet.on.write_string(row - 1, 0, f"{indicator}|{column}")
        sheet.on.write_number(row - 1, 1, check_code.input_weight(indicator, column))
    for row, line in enumerate(found.lines, 2):
        sheet.on.write_string(f"{TARGET}{row}", finding_target(workings, line))
    _write_list(workbook, sheet, _WORDS, parse_formulas.COUNTED_NAME, parse_formulas.COUNTED)
    if workings.common:
        _write_list(workbook, sheet, _KINDS, _KINDS_NAME, [unit.kind for unit in recipient.units])
    sheet.on.hide()
    protect_sheet(sheet)


_KINDS_NAME = "dsLoaiDonVi"


def _write_list(workbook: Workbook, sheet: Sheet, column: str, name: str, texts: object) -> None:
    listed = list(texts) if isinstance(texts, list | tuple) else []
    for row, text in enumerate(listed, 2):
        sheet.on.write_string(f"{column}{row}", text)
    workbook.define_name(name, f"='{FORM_CALCULATIONS}'!${column}$2:${column}${len(listed) + 1}")


def finding_target(workings: CalculationCells, line: PossibleFinding) -> str:
    """The cell a finding links to, such as `'Kết quả'!E9`."""
    if not line.indicator:
        return (
            workings.sources.unit
            if line.column == "unit_code"
            else workings.sources.practices["name"].partition(":")[0]
        )
    results = workings.sources.results
    return results.get((line.indicator, line.column)) or results[line.indicator, "answer"]


# --- readings ---------------------------------------------------------------------------------------------------------


def _all(workings: CalculationCells, found: AllFindings) -> Iterator[tuple[str, Formula]]:
    for indicator in workings.indicators:
        for column in indicator.columns:
            yield from _input(workings, indicator, column)
        yield from _indicator(workings, indicator, found.lists)
    yield from _facts(workings)
    for rule in found.rules:
        yield rule.cell, Formula(rule.verdict, "cannot_say")
    yield from _findings(workings, found.lines)


def _input(workings: CalculationCells, indicator: Indicator, column: str) -> Iterator[tuple[str, Formula]]:
    def at(letter: str) -> str:
        return workings.at(letter, indicator.code, column)

    typed, value = at(cells.TYPED), at(cells.VALUE)
    yield typed, Formula(parse_formulas.read_text(workings.sources.results[indicator.code, column]))
    match indicator.kind.code:
        case Kind.YES_NO:
            yield value, Formula(parse_formulas.parse_yes_no(typed))
        case Kind.TEXT:
            yield value, Formula(parse_formulas.parse_text(typed))
        case Kind.COUNT | Kind.COUNT_PEOPLE | Kind.RATIO | Kind.NAMES:
            yield from _number(workings, indicator, column)
        case other:
            assert_never(other)
    yield at(cells.STATE), Formula(_state(workings, indicator, typed, value), cells.MISSING)


def _number(workings: CalculationCells, indicator: Indicator, column: str) -> Iterator[tuple[str, Formula]]:
    """The steps from a text to a number; a word beside it tells things from people, so there it is left to intake."""

    def at(letter: str) -> str:
        return workings.at(letter, indicator.code, column)

    typed, numeral = at(cells.TYPED), at(cells.TYPED)
    if not indicator.kind.counts_people:
        numeral = at(cells.NUMERAL)
        yield numeral, Formula(parse_formulas.strip_counted_word(typed))
    yield at(cells.DIGITS), Formula(parse_formulas.strip_dots(numeral))
    nothing = workings.nothing(indicator, column)
    yield at(cells.VALUE), Formula(parse_formulas.parse_count(typed, numeral, at(cells.DIGITS), nothing))
    value = at(cells.VALUE)
    unread = f'IF({typed}="","–","?")'
    yield at(cells.SHOWN), Formula(f"IF(ISNUMBER({value}),{parse_formulas.thousands_text(value)},{unread})", "–")


def _state(workings: CalculationCells, indicator: Indicator, typed: str, value: str) -> str:
    untyped = f'IF(ISNA({value}),"{cells.AGREES}",IF({value}="","{cells.MISSING}","{cells.AGREES}"))'
    answer = f'{workings.at(cells.VALUE, indicator.code)}="{cells.NOTHING_HAPPENED}"'
    agrees = f"IFERROR(AND({answer},{value}=0),FALSE())"
    filled = f'IF(ISNA({value}),"{cells.UNREAD}",IF({agrees},"{cells.AGREES}","{cells.WRITTEN}"))'
    return f'IF({typed}="",{untyped},{filled})'


def _indicator(
    workings: CalculationCells, indicator: Indicator, lists: frozenset[tuple[str, str]]
) -> Iterator[tuple[str, Formula]]:
    def at(letter: str) -> str:
        return workings.at(letter, indicator.code)

    results = workings.sources.results
    yield at(cells.TYPED), Formula(parse_formulas.read_text(results[indicator.code, "answer"]))
    yield at(cells.VALUE), Formula(parse_formulas.parse_answer(at(cells.TYPED)))
    yield at(cells.FILLED), Formula(_filled(workings, indicator), 0)
    if workings.common:
        yield at(cells.ASKED), Formula(*_is_asked(workings, indicator))
    if indicator.kind.is_ratio:
        parts = [workings.at(cells.VALUE, indicator.code, column) for column in indicator.columns]
        yield at(cells.SHARE), Formula(parse_formulas.percentage_formula(*parts))
    if ("evidence", indicator.code) in lists:
        yield at(cells.EVIDENCE), Formula(parse_formulas.read_text(results[indicator.code, "evidence"]))
        yield at(cells.LINES), Formula(count_names.one_name_per_line(at(cells.EVIDENCE)))
        yield at(cells.NAMES), Formula(count_names.name_count_formula(at(cells.LINES)), 0)
    if ("documents", indicator.code) in lists:
        column = workings.sources.documents["indicator"]
        yield at(cells.DOCUMENTS), Formula(f"SUMPRODUCT(--EXACT(TRIM({column}),{quote_text(indicator.code)}))", 0)


def _filled(workings: CalculationCells, indicator: Indicator) -> str:
    states = workings.inputs(cells.STATE, indicator)
    filled = f'IF(OR({workings.at(cells.TYPED, indicator.code)}<>"",COUNTIF({states},"{cells.MISSING}")=0),1,0)'
    return f"IF({workings.at(cells.ASKED, indicator.code)}=0,0,{filled})" if workings.common else filled


def _is_asked(workings: CalculationCells, indicator: Indicator) -> tuple[str, int]:
    """The formula, with its value in a blank form: 1 when the chosen unit is asked (also without a choice), else 0."""
    regime = workings.regime
    if not regime.in_force(indicator.since, indicator.until):
        return "0", 0
    fact, wanted = workings.fact(cells.UNIT_KIND), tuple[str, ...](indicator.unit_kinds)
    if indicator.units:
        fact, wanted = workings.fact(cells.UNIT_CODE), indicator.units
    if not wanted:
        return "1", 1
    return f"IF(OR({','.join(f'{fact}={quote_text(one)}' for one in ('', *wanted))}),1,0)", 1


# --- the whole form ---------------------------------------------------------------------------------------------------


def _facts(workings: CalculationCells) -> Iterator[tuple[str, Formula]]:
    texts, results = workings.all_rows(cells.TYPED), workings.sources.results
    written = f'SUMPRODUCT(--({texts}<>""))+COUNTA({results["", "evidence"]})+COUNTA({results["", "explanation"]})'
    yield workings.fact(cells.ANYTHING), Formula(f"IF({written}>0,1,0)", 0)
    yield workings.fact(cells.CODE), Formula(check_code.code_formula(workings))
    yield workings.fact(cells.FILLED_COUNT), Formula(f"SUM({workings.all_rows(cells.FILLED)})", 0)
    practices = "+".join(f'(TRIM({column})<>"")' for column in workings.sources.practices.values())
    yield workings.fact(cells.PRACTICES), Formula(f"SUMPRODUCT(--(({practices})>0))", 0)
    if not workings.common:
        yield workings.fact(cells.ASKED_COUNT), Formula(f"{len(workings.asked)}", len(workings.asked))
        return
    asked = sum(_is_asked(workings, indicator)[1] for indicator in workings.indicators)
    yield workings.fact(cells.ASKED_COUNT), Formula(f"SUM({workings.all_rows(cells.ASKED)})", asked)
    unit = workings.sources.unit
    yield workings.fact(cells.UNIT_CODE), Formula(f'IFERROR(LEFT({unit},FIND(" - ",{unit})-1),{unit}&"")')
    kind = f'IF({unit}="","",IFERROR(INDEX({_KINDS_NAME},MATCH({unit},{UNIT_CHOICES},0)),""))'
    yield workings.fact(cells.UNIT_KIND), Formula(kind)


# --- findings ---------------------------------------------------------------------------------------------------------


def _findings(workings: CalculationCells, lines: tuple[PossibleFinding, ...]) -> Iterator[tuple[str, Formula]]:
    number = 0
    for row, line in enumerate(lines, 2):
        found, before = f"${FOUND}${row}", f"+${NUMBER}${row - 1}" if row > 2 else ""
        said = line.says.get(line.blank)
        number += bool(said)
        word = said.grade if said else ""
        yield found, Formula(line.found, line.blank)
        yield f"${NUMBER}${row}", Formula(f'IF({found}="",0,1){before}', number)
        yield f"${SEVERITY}${row}", Formula(_severity(workings, line, found), word)
        mark = f'IF({found}="","",{quote_text(f"{line.indicator}|")}&${SEVERITY}${row})'
        yield f"${MARK}${row}", Formula(mark, f"{line.indicator}|{word}" if said else "")
        message = {rule: message_formula(one.message) for rule, one in line.says.items()}
        yield f"${MESSAGE}${row}", Formula(_chosen(found, message), blank_form_text(said.message) if said else "")
        cure = {rule: message_formula(one.cure) for rule, one in line.says.items()}
        yield f"${CURE}${row}", Formula(_chosen(found, cure), blank_form_text(said.cure) if said else "")


def _severity(workings: CalculationCells, line: PossibleFinding, found: str) -> str:
    explanation = workings.sources.results.get((line.indicator, "explanation"))
    words: dict[str, str] = {}
    for rule, said in line.says.items():
        word = quote_text(said.grade)
        explained = explanation if said.severity == "warning" else None
        words[rule] = f'IF(TRIM({explained})="",{word},{quote_text(_EXPLAINED)})' if explained else word
    return _chosen(found, words)


def _chosen(found: str, by_rule: Mapping[str, str]) -> str:
    """The formula of the rule that was found, "" where none was."""
    *others, last = by_rule
    chosen = by_rule[last]
    for rule in reversed(others):
        chosen = f"IF({found}={quote_text(rule)},{by_rule[rule]},{chosen})"
    return f'IF({found}="","",{chosen})'
