"""The demo's sample answers: they fit their regime, are marked as samples, and hold the mistakes they mean to hold."""

import re
import tomllib
from dataclasses import replace
from datetime import date

import pytest

from bdhvs_xl import paths, vi
from bdhvs_xl.checks.run_all import check_all
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.submission import Answer, ListLine, Narrative, Submission
from bdhvs_xl.intake.to_ledger import Origin, add_first_report
from bdhvs_xl.master.layout import DOCUMENT_COLUMNS, ENTRY_COLUMNS, PRACTICE_COLUMNS
from bdhvs_xl.regime.loader import load_regime

TEXT = (paths.PACKAGE / "demo" / "ninh_binh_02.toml").read_text("utf-8")
SAMPLES = tomllib.loads(TEXT)
UNITS = {unit["code"]: unit for unit in SAMPLES["units"]}
FORMS = [pytest.param(unit, id=unit["code"]) for unit in SAMPLES["units"] if unit["sends"] == "form"]
REGIME = load_regime("ninh_binh_02")
TODAY = date(2026, 5, 28)

FOUND = """\
13366 3.4-co-ky-nang warning 3.4
13366 document_spelling notice
13366 percent_only warning 3.5
13609 2.9-nguoi-lop error 2.9
13795 2.3-ten-nen-tang warning 2.3
13795 percent_only warning 3.5
13795 value_qualified notice 3.4
13795 value_qualified notice 3.5
14212 document_after_period warning
14212 required error 2.15
14329 2.11-tu-mau error 2.11
14329 2.4-si-so warning 2.4
14428 2.11-so-thon warning 2.11
14428 value_doubtful warning 3.5
14428 value_qualified notice 3.4
14725 1.2-quyet-dinh error 1.2
"""


def columns(code, answer):
    """What a unit is asked for one indicator, the sample's typed texts by column."""
    return [Answer(code, column, text, f"Kết quả!{code}") for column, text in answer.items()]


def lines(sample, key, names):
    return tuple(
        ListLine(fields={name: line.get(name, "") for name in names}, cell=f"{key}!B{n}")
        for n, line in enumerate(sample.get(key, []), 5)
    )


def submission(sample):
    asked = [i.code for i in REGIME.indicators if i.asks(REGIME.unit[sample["code"]])]
    return Submission(
        unit=sample["code"], file=f"{sample['code']}.xlsx", hash="0", channel="tệp", identity=sample["identity"],
        asked=frozenset(asked),
        answers=tuple(a for code, answer in sample["answers"].items() for a in columns(code, answer)),
        documents=lines(sample, "documents", DOCUMENT_COLUMNS), practices=lines(sample, "practices", PRACTICE_COLUMNS),
        narrative=tuple(Narrative(s, text, "Phần lời!C5") for s, text in sample["narrative"].items()),
    )  # fmt: skip


def test_samples_say_that_they_are_samples():
    assert TEXT.startswith("# SỐ LIỆU MẪU.")
    for unit in SAMPLES["units"]:
        if unit["sends"] == "form":
            identity = unit["identity"]
            assert set(identity) == {"contact", "phone", "email", "reported_on"}
            assert identity["contact"].startswith("Cán bộ mẫu") and identity["phone"] == "0000 000 000"
            assert identity["email"].endswith("@example.vn")


def test_every_unit_has_its_part_one_is_late_and_one_sends_a_scan():
    assert list(UNITS) == [u.code for u in REGIME.units]
    sends = {code: unit["sends"] for code, unit in UNITS.items() if unit["sends"] != "form"}
    assert sends == {"13393": "scan", "LDLD": "nothing"}
    known = {a.key for a in REGIME.attributes}
    for code, unit in UNITS.items():
        organisation = REGIME.unit[code].kind == "organisation"
        assert set(unit["attributes"]) == ({"cadres"} if organisation else known)


@pytest.mark.parametrize("unit", FORMS)
def test_a_form_answers_what_its_unit_is_asked_in_columns_that_are_there(unit):
    asked = {i.code: i for i in REGIME.indicators if i.asks(REGIME.unit[unit["code"]])}
    blank = {"2.15"} if unit["code"] == "14212" else set()
    assert set(unit["answers"]) == set(asked) - blank
    for code, answer in unit["answers"].items():
        assert set(answer) <= {*ENTRY_COLUMNS} and set(answer) & {*asked[code].columns, "percent", "answer"}
        assert all(isinstance(text, str) for text in answer.values())
    assert {s.id for s in REGIME.sections if s.asked} == set(unit["narrative"])
    assert 1 <= len(unit["practices"]) <= 2
    assert all(set(line) == set(PRACTICE_COLUMNS) - {"link"} for line in unit["practices"])
    assert all(set(line) == set(DOCUMENT_COLUMNS) - {"link"} for line in unit["documents"])


@pytest.mark.parametrize("unit", FORMS)
def test_narrative_is_whole_sentences(unit):
    for text in unit["narrative"].values():
        assert 2 <= len(re.findall(r"[.!?](?: |$)", text)) <= 5
        assert text == vi.plain(text) and text.endswith(".") and len(text) < 600


def test_no_sentence_is_copied_between_units():
    sentences = [
        sentence
        for unit in SAMPLES["units"]
        for text in unit.get("narrative", {}).values()
        for sentence in re.split(r"(?<=\.) ", text)
    ]
    assert len(sentences) == len(set(sentences))


def test_the_mistakes_are_those_that_are_meant():
    units = tuple(replace(u, attributes=UNITS[u.code]["attributes"]) for u in REGIME.units)
    regime = replace(REGIME, units=units)
    ledger = Ledger()
    for code, unit in UNITS.items():
        if unit["sends"] == "form":
            add_first_report(ledger, regime, submission(unit), Origin(f"{code}.xlsx", "0", "tệp"))
    found = sorted(f"{f.unit} {f.rule} {f.severity} {f.indicator}".strip() for f in check_all(regime, ledger, TODAY))
    assert found == sorted(FOUND.splitlines())


def test_the_second_version_changes_four_values_and_adds_a_document():
    variant = SAMPLES["variant"]
    first = UNITS[variant["unit"]]
    changed = {
        (code, column): (first["answers"][code][column], text)
        for code, answer in variant["answers"].items()
        for column, text in answer.items()
    }
    assert len(changed) == 4 and all(old != new for old, new in changed.values())
    assert len(variant["documents"]) == 1 and variant["documents"][0] not in first["documents"]
