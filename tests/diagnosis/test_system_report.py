from pathlib import Path

from nst_desktop import __version__
from nst_desktop.diagnosis.system_report import make_report


def test_the_report_describes_a_working_computer_without_the_users_name():
    report = make_report()
    assert report.problems() == []
    assert [
        line for section in report.sections for line in section.lines if "unknown" in line.finding
    ] == []
    titles = [section.title for section in report.sections]
    assert titles == ["Program", "Computer", "Devices", "Networks", "Packages", "Folders"]
    text = report.text()
    assert f"  NST Desktop   {__version__}\n" in text
    assert "  torch " in text
    assert str(Path.home()) not in text
