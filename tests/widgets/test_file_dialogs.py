import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from nst_desktop.widgets.file_dialogs import ask_where_to_save


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def answer(monkeypatch, do):
    """Let do(dialog) stand for what the user does before pressing Save."""
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: do(dialog) is not False)


def test_the_proposed_file_is_taken_as_it_is(parent, monkeypatch, tmp_path):
    answer(monkeypatch, lambda dialog: None)
    assert ask_where_to_save(parent, "Save", tmp_path / "art.png") == tmp_path / "art.png"


def test_a_name_without_a_suffix_becomes_a_png(parent, monkeypatch, tmp_path):
    answer(monkeypatch, lambda dialog: dialog.selectFile("plain"))
    assert ask_where_to_save(parent, "Save", tmp_path / "art.png") == tmp_path / "plain.png"


def test_choosing_another_kind_changes_the_suffix(parent, monkeypatch, tmp_path):
    answer(monkeypatch, lambda dialog: dialog.filterSelected.emit("TIFF (*.tiff)"))
    assert ask_where_to_save(parent, "Save", tmp_path / "art.png") == tmp_path / "art.tiff"


def test_thinking_better_of_it_saves_nothing(parent, monkeypatch, tmp_path):
    answer(monkeypatch, lambda dialog: False)
    assert ask_where_to_save(parent, "Save", tmp_path / "art.png") is None
