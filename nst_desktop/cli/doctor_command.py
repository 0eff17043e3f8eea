"""The doctor command: prints what this computer has, for a bug report."""

import argparse

from nst_desktop.cli.messages import DONE, FAILED
from nst_desktop.diagnosis.report import make_report


def print_report(_options: argparse.Namespace) -> int:
    """Print the report and return the exit code: 1 if the program cannot work here."""
    report = make_report()
    print(report.text())
    return FAILED if report.problems() else DONE
