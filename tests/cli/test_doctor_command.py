"""The doctor command."""

import subprocess
import sys

from nst_desktop import cli
from nst_desktop.cli import doctor_command
from nst_desktop.diagnosis.findings import Line, Report, Section


def answer_with(monkeypatch, line):
    report = Report((Section("Packages", (line,)),))
    monkeypatch.setattr(doctor_command, "make_report", lambda: report)


def test_the_report_is_printed(monkeypatch, capsys):
    answer_with(monkeypatch, Line("torch", "2.14"))
    assert cli.main(["doctor"]) == 0
    assert capsys.readouterr().out == "Packages\n  torch  2.14\n\nProblems\n  none\n"


def test_a_problem_is_an_error(monkeypatch, capsys):
    answer_with(monkeypatch, Line("torch", "not installed", "Install it."))
    assert cli.main(["doctor"]) == 1
    assert capsys.readouterr().out.endswith("Problems\n  torch  Install it.\n")


def test_without_torch_and_numpy_the_report_names_both():
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['torch', 'numpy', 'PIL']))\n"
        "from nst_desktop import cli; sys.exit(cli.main(['doctor']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    problems = done.stdout.rpartition("Problems\n")[2]
    assert {line.split()[0] for line in problems.splitlines()} >= {"torch", "numpy", "pillow"}
