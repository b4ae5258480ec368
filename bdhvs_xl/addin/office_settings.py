"""Read settings of Excel and Office from the registry: the organisation's policies first, then the user's own."""

from dataclasses import dataclass

from bdhvs_xl.addin.windows_pc import Hive, RegistryValue, WindowsPC

_APPLICATION = r"Software\Classes\Excel.Application\CurVer"
_USUAL_VERSION = 16
"""Excel 2016, 2019, 2021, 2024 and Microsoft 365 all keep their settings under 16.0."""

_ROOTS = (
    r"Software\Policies\Microsoft\Cloud\Office",
    r"Software\Policies\Microsoft\Office",
    r"Software\Microsoft\Office",
)
"""The first that has a value wins: cloud policy, group policy, the user's own choice.

Source: Microsoft, "Manage active content in Office documents" (steps 4, 6 and 7).
"""

HIVES: tuple[Hive, ...] = ("HKCU", "HKLM")


@dataclass(frozen=True, slots=True)
class OfficeSetting:
    """The number of a setting, and its place in the registry."""

    value: int
    place: str
    by_policy: bool

    @property
    def shown(self) -> str:
        """The value and its place, for the IT department."""
        return f"{self.place} = {self.value}"


def excel_version(machine: WindowsPC) -> int:
    """The version of Excel that programs start, such as 16; 0 when none is registered."""
    for hive in HIVES:
        name = str(machine.registry(hive, _APPLICATION).get("", ""))
        number = name.rpartition(".")[2]
        if number.isdecimal():
            return int(number)
    return 0


def read_setting(machine: WindowsPC, key: str, name: str) -> OfficeSetting | None:
    """The setting `name` under a key such as `Excel\\Security`, None where it is not set."""
    for root in _ROOTS:
        for hive in HIVES:
            path = _versioned(machine, root, key)
            value = registry_number(machine.registry(hive, path).get(name.casefold()))
            if value is not None:
                return OfficeSetting(value, rf"{hive}\{path}\{name}", "Policies" in root)
    return None


def user_key(machine: WindowsPC, key: str) -> str:
    r"""Where Office keeps a key such as `Excel\Options` for the user."""
    return _versioned(machine, _ROOTS[-1], key)


def _versioned(machine: WindowsPC, root: str, key: str) -> str:
    return rf"{root}\{excel_version(machine) or _USUAL_VERSION}.0\{key}"


def is_on(setting: OfficeSetting | None) -> bool:
    """Whether a switch is set and not 0."""
    return setting is not None and setting.value != 0


def registry_number(value: RegistryValue | None) -> int | None:
    """The number in a registry value, also when it was written as text; None when there is none."""
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.strip().isdecimal() else None
