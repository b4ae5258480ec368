import subprocess
import sys
from collections import Counter

import pytest

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.regime import registry


def test_every_province_and_commune_is_there():
    kinds = Counter(commune.kind for commune in registry.communes().values())
    assert (len(registry.provinces()), len(registry.communes())) == (34, 3321)
    assert kinds == {"commune": 2611, "ward": 697, "special_zone": 13}
    cities = [p.name for p in registry.provinces().values() if p.name.startswith("Thành phố ")]
    assert len(cities) == 7
    assert {p.name.split()[0] for p in registry.provinces().values()} == {"Tỉnh", "Thành"}


def test_codes_are_text_of_two_and_five_digits_and_names_are_composed():
    assert all(code.isdecimal() and len(code) == 2 for code in registry.provinces())
    assert all(code.isdecimal() and len(code) == 5 for code in registry.communes())
    assert all(c.name == vi.plain(c.name) for c in registry.communes().values())


def test_names_repeat_in_the_country_but_never_within_a_province():
    pairs = Counter((c.province, vi.fold(c.name)) for c in registry.communes().values())
    assert pairs.most_common(1)[0][1] == 1
    assert Counter(vi.fold(c.name) for c in registry.communes().values()).most_common(1)[0][1] > 1


def test_units_of_a_province():
    units = registry.province_units("37")
    assert (len(units), len({u.code for u in units})) == (129, 129)
    assert Counter(u.kind for u in units) == {"commune": 97, "ward": 32}
    assert ("14329", "Phường Hoa Lư", "ward") in [(u.code, u.name, u.kind) for u in units]
    with pytest.raises(UserError, match="mã “36”"):
        registry.province_units("36")


def test_the_registry_loads_in_a_blink():
    script = "import time\nfrom bdhvs_xl.regime import registry\nt = time.process_time()\nregistry.communes()\n"
    script += "print(time.process_time() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout) for _ in range(5)
    ]
    assert min(times) < 0.010


def test_the_notice_of_the_data_is_kept():
    notice = registry.REGISTRY_FILE.with_suffix(".LICENSE").read_text("utf-8")
    assert notice.startswith("MIT License\n\nCopyright (c) 2021 Thang Le Quoc\n")
