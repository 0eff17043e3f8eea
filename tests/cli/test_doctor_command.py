"""The doctor command."""

import io
import subprocess
import sys

from nst_desktop import cli
from nst_desktop.cli import doctor_command
from nst_desktop.diagnosis.findings import Line, Report, ReportSection
from nst_desktop.diagnosis.package_checks import PACKAGES


def answer_with(monkeypatch, line):
    report = Report((ReportSection("Packages", (line,)),))
    monkeypatch.setattr(doctor_command, "make_report", lambda: report)


def test_the_report_is_printed(monkeypatch, capsys):
    answer_with(monkeypatch, Line("torch", "2.14"))
    assert cli.main(["doctor"]) == 0
    assert capsys.readouterr().out == "Packages\n  torch  2.14\n\nProblems\n  none\n"


def test_a_problem_is_an_error(monkeypatch, capsys):
    answer_with(monkeypatch, Line("torch", "not installed", "Install it."))
    assert cli.main(["doctor"]) == 1
    assert capsys.readouterr().out.endswith("Problems\n  torch  Install it.\n")


def test_letters_that_the_terminal_lacks_are_escaped(monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    answer_with(monkeypatch, Line("Log", "/tmp/Gemälde"))
    assert cli.main(["doctor"]) == 0
    terminal.flush()
    assert rb"  Log  /tmp/Gem\xe4lde" in terminal.buffer.getvalue()


def test_the_report_is_made_even_without_any_other_package():
    modules = [package.module.partition(".")[0] for package in PACKAGES if package.module]
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({modules}))\n"
        "from nst_desktop import cli; sys.exit(cli.main(['doctor']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    problems = done.stdout.rpartition("Problems\n")[2]
    named = {line.split()[0] for line in problems.splitlines()}
    essential = {package.name for package in PACKAGES if not package.without}
    assert essential <= named
    assert "Processor" in done.stdout
