"""Every text of the window has its German, and the files that hold it are up to date."""

from string import Formatter

import pytest
from PySide6.QtCore import QTranslator

from nst_desktop import paths
from tools.translations import FILE, errors_in, modules, texts, translations


def _places(text: str) -> list[str]:
    return sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)


def test_every_text_is_translated_and_nothing_else_is():
    found = translations()
    assert [text for text in texts() if not found.get(text)] == []
    assert sorted(set(found) - set(texts())) == []


def test_a_translation_has_the_places_of_the_text():
    wrong = [text for text, german in translations().items() if _places(text[1]) != _places(german)]
    assert wrong == []


def test_an_error_has_a_value_for_each_place_of_its_text_and_no_other():
    wrong = [
        text
        for tree in modules()
        for text, values in errors_in(tree)
        if set(_places(text)) != values
    ]
    assert wrong == []


def test_a_translation_keeps_dots_and_the_mark_of_a_letter():
    def marks(text):
        return text.endswith("…"), text.replace("&&", "").count("&")

    wrong = [text for text, german in translations().items() if marks(text[1]) != marks(german)]
    assert wrong == []


def test_the_entries_of_a_german_menu_have_letters_of_their_own(qapp):
    from nst_desktop.document.settings import Settings
    from nst_desktop.ui.language import install
    from nst_desktop.ui.main_window import MainWindow

    translators = install(qapp, "de")
    try:
        bar = MainWindow(Settings(paths.settings_file())).menuBar()
        menus = [bar.actions(), *(action.menu().actions() for action in bar.actions())]
        for actions in menus:
            marked = [each.text() for each in actions if "&" in each.text()]
            letters = [text[text.index("&") + 1].lower() for text in marked]
            assert len(set(letters)) == len(letters), marked
        assert bar.actions()[0].text() == "&Datei"
    finally:
        for each in translators:
            qapp.removeTranslator(each)


@pytest.mark.parametrize("text", texts()[::9], ids=lambda text: f"{text[0]}: {text[1][:20]}")
def test_the_compiled_file_is_of_the_texts_of_today(text):
    compiled = QTranslator()
    assert compiled.load(str(FILE.with_suffix(".qm")))
    assert compiled.translate(*text) == translations()[text]
