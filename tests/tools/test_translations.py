"""Every text of the window is translated into German, and the files are up to date."""

from string import Formatter

import pytest
from PySide6.QtCore import QTranslator

from nst_desktop import paths
from tools.translations import FILE, errors_in, modules, texts, translations


def _placeholders(text: str) -> list[str]:
    return sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)


def test_exactly_the_current_texts_are_translated():
    found = translations()
    assert [text for text in texts() if not found.get(text)] == []
    assert sorted(set(found) - set(texts())) == []


def test_a_translation_has_the_placeholders_of_its_text():
    wrong = [
        text
        for text, german in translations().items()
        if _placeholders(text[1]) != _placeholders(german)
    ]
    assert wrong == []


def test_an_error_has_exactly_the_values_of_its_placeholders():
    wrong = [
        text
        for tree in modules()
        for text, values in errors_in(tree)
        if set(_placeholders(text)) != values
    ]
    assert wrong == []


def test_a_translation_keeps_ellipsis_and_mnemonic():
    def marks(text):
        return text.endswith("…"), text.replace("&&", "").count("&")

    wrong = [text for text, german in translations().items() if marks(text[1]) != marks(german)]
    assert wrong == []


def test_the_mnemonics_of_a_german_menu_are_unique(qapp):
    from nst_desktop.document.settings import Settings
    from nst_desktop.ui.language import install
    from nst_desktop.ui.main_window import MainWindow

    translators = install(qapp, "de")
    try:
        bar = MainWindow(Settings(paths.settings_file())).menuBar()
        menus = [bar.actions(), *(action.menu().actions() for action in bar.actions())]
        for actions in menus:
            marked = [action.text() for action in actions if "&" in action.text()]
            letters = [text[text.index("&") + 1].lower() for text in marked]
            assert len(set(letters)) == len(letters), marked
        assert bar.actions()[0].text() == "&Datei"
    finally:
        for translator in translators:
            qapp.removeTranslator(translator)


@pytest.mark.parametrize("text", texts()[::9], ids=lambda text: f"{text[0]}: {text[1][:20]}")
def test_the_compiled_file_is_up_to_date(text):
    compiled = QTranslator()
    assert compiled.load(str(FILE.with_suffix(".qm")))
    assert compiled.translate(*text) == translations()[text]
