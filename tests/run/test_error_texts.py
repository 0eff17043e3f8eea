"""Error messages are shown in the language of the window."""

import pickle
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from nst_desktop.core.errors import Notice, ParameterError, UserError, Words
from nst_desktop.core.params import StyleParams
from nst_desktop.images.load import load_picture
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.recipes.presets import Preset, PresetError
from nst_desktop.run.error_texts import error_text
from nst_desktop.ui.language import Language, install


@pytest.fixture
def german(qapp):
    installed = install(qapp, Language.GERMAN)
    yield
    for translator in installed:
        QCoreApplication.removeTranslator(translator)


def error_of(kind, call):
    with pytest.raises(kind) as caught:
        call()
    return caught.value


def test_in_english_the_message_is_the_errors_own_text(qapp):
    error = error_of(PictureError, lambda: load_picture(Path("/none.png")))
    assert error_text(error) == str(error) == f"The file {Path('/none.png')} does not exist."


def test_messages_are_translated_and_the_log_stays_english(german, tmp_path):
    (tmp_path / "empty.png").touch()
    error = error_of(PictureError, lambda: load_picture(tmp_path / "empty.png"))
    assert error_text(error) == "empty.png ist leer."
    assert str(error) == "empty.png is empty."


def test_inserted_words_are_translated(german, tmp_path):
    (tmp_path / "page.jpg").write_bytes(b"<html><body></body></html>")
    error = error_of(PictureError, lambda: load_picture(tmp_path / "page.jpg"))
    assert "ist eine Webseite, kein unterstütztes Bild" in error_text(error)
    error = error_of(ParameterError, lambda: StyleParams(size=100.5))
    assert (error.field, error_text(error)) == (
        "size",
        "size: 100.5 geht nicht, nötig ist eine ganze Zahl.",
    )


def test_an_inserted_error_is_translated(german):
    error = error_of(PresetError, lambda: Preset("Soft", "", {"size": 100.5}))
    assert error_text(error) == (
        "Die Vorlage Soft kann nicht verwendet werden: "
        "size: 100.5 geht nicht, nötig ist eine ganze Zahl."
    )


def test_braces_in_a_value_or_in_a_text_without_values_are_left_alone(german):
    assert error_text(PictureError("{name} is empty.", name="a{b}.png")) == "a{b}.png ist leer."
    assert error_text(UserError("a {brace} and no value")) == "a {brace} and no value"


def test_errors_from_another_process_are_translated(german):
    inner = error_of(ParameterError, lambda: StyleParams(size=100.5))
    errors = [
        PictureError("{name} is empty.", name=Words("a.png")),
        PresetError("The preset {name} cannot be used: {error}", name="Soft", error=inner),
        UserError("The cluster could not make it ({kind}: {error}).", kind="T", error=lambda: 0),
    ]
    for error in errors:
        there = pickle.loads(pickle.dumps(error))
        assert (type(there), str(there), error_text(there)) == (
            type(error), str(error), error_text(error),
        )  # fmt: skip
    assert pickle.loads(pickle.dumps(inner)).field == "size"


def test_notices_about_a_picture_are_translated(german):
    told = Notice("Only the first of {count} frames was loaded.", count=Words("many"))
    assert error_text(told) == "Nur das erste von vielen Einzelbildern wurde geladen."
