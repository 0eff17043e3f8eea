import tempfile

from nst_desktop import paths
from nst_desktop.diagnosis.folder_checks import folder_checks


def test_a_folder_is_found_before_and_after_it_is_made():
    history = paths.history_folder()
    check = folder_checks()["History"]
    assert check().startswith(f"{history} (not made yet, writable, ")
    assert not history.exists()
    history.mkdir(parents=True)
    assert check().startswith(f"{history} (writable, ")
    assert list(history.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_named_with_the_reason(monkeypatch):
    def refuse(dir):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert "not writable: permission denied, " in folder_checks()["Cache"]()
