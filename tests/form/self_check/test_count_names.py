"""Names listed in a text: the form counts them as the checker does, or says that it cannot."""

import os
from random import Random

from bdhvs_xl import vi
from bdhvs_xl.form.self_check import count_names, parse_formulas
from tests.form.self_check.recalculated import results

TEXTS = int(os.environ.get("BDHVS_TEXTS", "3000")) // 3
ITEMS = (
    "VNeID", "nền tảng iHanoi", "MOOC (onetouch)", "Kế hoạch số 01-KH/TCT, ngày 13/5/2026", "Zalo", "Không có", "v.v.",
    "Xã A, xã B", "Gồm:", "1", "…", "-", "Sở Y tế", "3 tổ", "1,5 ha", "hai", "Chưa", "tổ công nghệ số thôn 1",
)  # fmt: skip
BETWEEN = ("; ", ", ", "\n", "\n- ", "\n1. ", ";", ",", " ", "\r\n", "\n\n")
BEFORE = ("", "", "", "- ", "1. ", "1) ", " ", "\n", "Gồm: ")
AFTER = ("", "", "", ".", ";", "\n", "…")
STEPS = {
    "B": lambda row: parse_formulas.read_text(f"A{row}"),
    "C": lambda row: count_names.one_name_per_line(f"B{row}"),
    "D": lambda row: count_names.name_count_formula(f"C{row}"),
}


def lists(count: int) -> list[str]:
    random, found = Random(20260522), list[str]()
    while len(found) < count:
        chosen, between = random.choices(ITEMS, k=random.randint(1, 5)), random.choice(BETWEEN)
        between = between if random.random() < 0.8 else random.choice(BETWEEN)
        found.append(random.choice(BEFORE) + between.join(chosen) + random.choice(AFTER))
    return found


def test_the_form_counts_names_as_the_checker_does(soffice, tmp_path):
    typed = [*lists(TEXTS), "; ".join(["Nền tảng số"] * 60), "Nền tảng " * 900]
    counts = [row[2] for row in results(tmp_path / "names.xlsx", typed, STEPS, soffice)]
    known = [(text, count) for text, count in zip(typed, counts, strict=True) if isinstance(count, float)]
    print(f"{len(typed)} lists, {len(known)} counted in the form")
    assert [(text, count, vi.list_items(text)) for text, count in known if len(vi.list_items(text)) != count] == []
    assert len(known) > TEXTS / 8


def test_usual_lists_are_counted(soffice, tmp_path):
    usual = ["VNeID", "VNeID; iHanoi; MOOC", "- Nền tảng A\n- Nền tảng B", "Sở Y tế, Sở Nội vụ, Sở Tư pháp", ""]
    assert [row[2] for row in results(tmp_path / "usual.xlsx", usual, STEPS, soffice)] == [1, 3, 2, 3, 0]
