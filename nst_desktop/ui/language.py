"""The language of the window's texts."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nst_desktop import paths


class Language(StrEnum):
    """Language that the user can choose. The value is the language's code in the settings."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


def install(app: QCoreApplication, language: str) -> list[QTranslator]:
    """Set the language for texts, numbers and dates; SYSTEM means the desktop language.

    Returns:
        The installed translators, which live as long as the application.
    """
    chosen = QLocale() if language == Language.SYSTEM else QLocale(language)
    if language != Language.SYSTEM:
        QLocale.setDefault(chosen)
    folders = {
        "nst_desktop": str(paths.resources() / "translations"),
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    }
    installed = []
    for name, folder in folders.items():
        translator = QTranslator(app)
        if chosen.language() != QLocale.Language.English and translator.load(
            chosen, name, "_", folder
        ):
            app.installTranslator(translator)
            installed.append(translator)
    return installed


def parameter_text(text: str) -> str:
    """Translate a parameter's label, help text or choice."""
    return QCoreApplication.translate("StyleParams", text)
