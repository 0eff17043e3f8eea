import sys
from pathlib import Path

from nst_desktop.diagnosis import program_checks


def test_a_checkout_an_installation_and_a_bundle_are_told_apart(tmp_path, monkeypatch):
    package = tmp_path / "nst_desktop"
    package.mkdir()
    monkeypatch.setattr(program_checks, "_PACKAGE", package)
    assert program_checks.installation() == f"installed by pip in {tmp_path}"
    (tmp_path / "pyproject.toml").touch()
    assert program_checks.installation() == f"checkout in {tmp_path}"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    folder = Path(sys.executable).resolve().parent
    assert program_checks.installation() == f"application bundle in {folder}"
