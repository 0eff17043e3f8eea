"""The doctor command: prints what this computer has, for a bug report."""

import argparse
import sys

from nst_desktop.cli.messages import DONE, FAILED
from nst_desktop.diagnosis.system_report import make_report


def print_report(_options: argparse.Namespace) -> int:
    """Print the report and return the exit code: 1 if the program cannot work here."""
    report = make_report()
    encoding = sys.stdout.encoding or "utf-8"  # on Windows, it may lack letters
    print(report.text().encode(encoding, "backslashreplace").decode(encoding))
    return FAILED if report.problems() else DONE
