"""The licences in the About dialog."""

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from nst_desktop import paths
from nst_desktop.ui.help.about import AboutDialog


def licences_button(dialog):
    dialog.show()
    [button] = [each for each in dialog.findChildren(QPushButton) if "icences" in each.text()]
    return button


def test_the_licences_of_an_application_bundle_are_shown(qtbot, tmp_path, monkeypatch):
    file = tmp_path / "LICENCES.txt"
    file.write_text("MIT")
    opened = []
    monkeypatch.setattr(paths, "licences_file", lambda: file)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    button = licences_button(dialog)
    assert button.isVisible()
    button.click()
    assert opened == [str(file)]


def test_elsewhere_there_is_nothing_to_show(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert not licences_button(dialog).isVisible()
