"""The versions that were tested are the versions that get installed: here, by `uv run`, in CI and in the kit."""

import re
import sysconfig
import tomllib
from importlib.metadata import distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import pin

PROJECT = tomllib.loads(pin.PROJECT.read_text("utf-8"))
PINS = [Requirement(line) for line in pin.lines()]
SYSTEMS = {
    "linux": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "x86_64",
    },
    "windows": {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
    },
}


def test_there_are_names_and_versions_only():
    shape = re.compile(
        r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [<>=!]+ '[\w.]+'( (and|or) [a-z_]+ [<>=!]+ '[\w.]+')*)?"
    )
    assert [line for line in pin.lines() if not shape.fullmatch(line)] == []


def test_pyproject_lists_the_same_for_uv():
    assert pin.BLOCK.search(pin.PROJECT.read_text("utf-8"))[0] == pin.block(pin.lines())
    assert len(PROJECT["tool"]["uv"]["constraint-dependencies"]) == len(PINS)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_dependency_has_one_version_that_the_project_allows(system, python):
    place = {**SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.9",
             "implementation_name": "cpython", "platform_python_implementation": "CPython"}  # fmt: skip
    asked = [
        Requirement(text)
        for text in [
            *PROJECT["project"]["dependencies"],
            *PROJECT["dependency-groups"]["dev"],
        ]
    ]
    for requirement in asked:
        if requirement.marker and not requirement.marker.evaluate(place):
            continue
        name = canonicalize_name(requirement.name)
        pins = [pin for pin in PINS if pin.name == name and (not pin.marker or pin.marker.evaluate(place))]
        versions = [next(iter(pin.specifier)).version for pin in pins]
        assert len(versions) == 1, name
        assert requirement.specifier.contains(versions[0]), (name, versions)


def test_windows_gets_what_excel_needs():
    assert {"xlwings", "pywin32", "colorama", "tzdata", "pip"} <= {pin.name for pin in PINS}


def test_what_is_installed_here_is_what_was_pinned():
    """Of this environment alone: tests that reach LibreOffice put the system's packages on the path too."""
    installed = {
        canonicalize_name(d.metadata["Name"]): d.version
        for d in distributions(path=[sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    }
    here = [pin for pin in PINS if (not pin.marker or pin.marker.evaluate()) and pin.name in installed]
    off = {pin.name: installed[pin.name] for pin in here if not pin.specifier.contains(installed[pin.name])}
    assert (off, len(here) > 20) == ({}, True)
