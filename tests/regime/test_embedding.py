"""What a form carries is a regime file: it comes back whole, and is read as strictly as one."""

import zlib
from base64 import b64decode, b64encode
from dataclasses import replace

import pytest
from support.small_regime import small_regime
from support.task_regime import task_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.regime import embedding, loader


def packed(text: str) -> list[str]:
    return [b64encode(zlib.compress(text.encode())).decode()]


REGIMES = {"small": small_regime(), "tasks": task_regime()} | {
    id_: loader.load_regime(id_) for id_ in loader.available_regimes()
}


@pytest.mark.parametrize("regime", REGIMES.values(), ids=REGIMES)
def test_a_regime_comes_back_as_it_was_but_for_its_units_schedule_letters_and_examples(regime):
    rules = tuple(replace(rule, holds=(), breaks=()) for rule in regime.rules)
    back = embedding.regime_from_texts(embedding.regime_to_texts(regime))
    assert replace(back, settings={}) == replace(regime, settings={}, units=(), schedule=(), letters=(), rules=rules)
    assert back.settings == {**dict.fromkeys(loader.OPTIONAL_SETTING_KEYS, ""), **regime.settings}


def test_texts_with_every_sign_come_back():
    odd = 'Số "lớp" \\ dòng\nhai\ttab \x7f 𝄞 “{value}” [[units]] # không phải chú thích'
    regime = small_regime()
    first, *others = regime.indicators
    regime = replace(regime, indicators=(replace(first, evidence=odd), *others))
    assert embedding.regime_from_texts(embedding.regime_to_texts(regime)).indicators[0].evidence == odd


def test_a_large_regime_is_cut_into_texts_that_fit_into_cells():
    regime = loader.load_regime("ninh_binh_02")
    names = [f"{unit.code} {number}" for unit in regime.units for number in range(400)]
    units = tuple(replace(regime.units[0], code=str(hash(name)), name=name) for name in names)
    texts = embedding.regime_to_texts(regime, units)
    assert len(texts) > 1 and max(map(len, texts)) <= 32_767
    assert len(embedding.regime_from_texts(texts).units) == len(units)


@pytest.mark.parametrize("texts", [["không phải"], [], packed("x" * 4_000_001), ["eNqLjgUAARUAuQ"]])
def test_what_is_damaged_is_told_with_the_cure(texts):
    with pytest.raises(UserError) as raised:
        embedding.regime_from_texts(texts)
    assert raised.value.message == "Phần định nghĩa mà biểu mẫu mang theo bị hỏng, không đọc được."
    assert "xin cơ quan tổng hợp phát lại" in raised.value.hint


def test_a_key_that_no_regime_has_is_refused_as_in_a_file():
    text = zlib.decompress(b64decode("".join(embedding.regime_to_texts(small_regime())))).decode()
    with pytest.raises(UserError) as raised:
        embedding.regime_from_texts(packed(text.replace("[[groups]]\ncode", "[[groups]]\nten")))
    assert raised.value.message == "[[groups]] thứ 1 (Chỉ số về công tác lãnh đạo, chỉ đạo): không có khóa ten."
