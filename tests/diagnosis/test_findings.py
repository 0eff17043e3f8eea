from pathlib import Path

import pytest

from nst_desktop.diagnosis.findings import Line, Problem, Report, ReportSection, carry_out


def broken():
    raise Problem("cannot be imported", "Install it again.")


def failing():
    raise ValueError("no\nsense")


def test_findings_are_listed_by_section_and_aligned():
    report = carry_out({"Computer": {"Cores": lambda: "2", "Processor": lambda: "AMD\nEPYC"}})
    assert report.text().startswith(
        "Computer\n  Cores      2\n  Processor  AMD\n             EPYC\n"
    )


def test_a_problem_is_repeated_at_the_end_with_what_to_do():
    report = carry_out({"Packages": {"numpy": lambda: "2", "torch": broken}})
    assert report.problems() == [Line("torch", "cannot be imported", "Install it again.")]
    assert "  torch  cannot be imported\n" in report.text()
    assert report.text().endswith("Problems\n  torch  Install it again.")


def test_a_check_that_fails_is_a_finding_and_no_problem():
    report = carry_out({"Computer": {"Memory": failing, "Cores": lambda: "2"}})
    found = report.sections[0].lines
    assert found == (Line("Memory", "unknown (ValueError: no sense)"), Line("Cores", "2"))
    assert report.text().endswith("Problems\n  none")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{home}/pictures", "~/pictures"),
        ("{home}", "~"),
        ("'{home}'", "'~'"),
        ("{home}stead/pictures", "{home}stead/pictures"),
        ("{home}.old", "{home}.old"),
    ],
)
def test_the_home_folder_is_hidden(text, shown):
    home = str(Path.home())
    report = Report((ReportSection("Folders", (Line("Log", text.format(home=home)),)),))
    assert f"  Log  {shown.format(home=home)}\n" in report.text()


def test_bytes_of_names_that_are_no_text_are_escaped():
    report = Report((ReportSection("Folders", (Line("Log", "/lake\udce4"),)),))
    assert "/lake\\udce4" in report.text()
    assert report.text().encode()


def test_a_home_folder_behind_a_link_is_hidden_under_both_names(monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "home").symlink_to(tmp_path / "data")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    text = f"{tmp_path}/home/a {tmp_path}/data/b"
    report = Report((ReportSection("Folders", (Line("Log", text),)),))
    assert "  Log  ~/a ~/b\n" in report.text()


def test_a_home_folder_that_is_the_root_changes_nothing(monkeypatch):
    monkeypatch.setenv("HOME", "/")
    report = Report((ReportSection("Folders", (Line("Log", "/var/log"),)),))
    assert "/var/log" in report.text()
