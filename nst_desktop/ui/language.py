"""The language of the window's texts: English, or one that there is a translation for."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nst_desktop import paths


class Language(StrEnum):
    """What the user may choose; the value is the language's code."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


def install(app: QCoreApplication, language: str) -> list[QTranslator]:
    """Show all texts that are made from now on in this language, numbers and dates as well.

    SYSTEM is that of the desktop. Gives what was installed; it lives as long as the application.
    """
    chosen = QLocale() if language == Language.SYSTEM else QLocale(language)
    if language != Language.SYSTEM:
        QLocale.setDefault(chosen)
    places = {
        "nst_desktop": str(paths.resources() / "translations"),
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    }
    installed = []
    for name, folder in places.items():
        translator = QTranslator(app)
        if chosen.language() != QLocale.Language.English and translator.load(
            chosen, name, "_", folder
        ):
            app.installTranslator(translator)
            installed.append(translator)
    return installed


def parameter_text(text: str) -> str:
    """A parameter's label, help or choice in the user's language."""
    return QCoreApplication.translate("StyleParams", text)
