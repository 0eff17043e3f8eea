import sys
from pathlib import Path

from nst_desktop.diagnosis import installation


def test_a_checkout_an_installation_and_a_bundle_are_told_apart(tmp_path, monkeypatch):
    package = tmp_path / "nst_desktop"
    package.mkdir()
    monkeypatch.setattr(installation, "_PACKAGE", package)
    assert installation.installation() == f"installed by pip in {tmp_path}"
    (tmp_path / "pyproject.toml").touch()
    assert installation.installation() == f"checkout in {tmp_path}"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    folder = Path(sys.executable).resolve().parent
    assert installation.installation() == f"application bundle in {folder}"
