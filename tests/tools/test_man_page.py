"""The manual page describes the whole command line."""

import argparse
import re

import pytest

from nst_desktop.cli.parser import make_parser
from tools.man_page import man_page

PAGE = man_page(0)
COMMANDS = next(
    action.choices
    for action in make_parser()._actions
    if isinstance(action, argparse._SubParsersAction)
)


def section(name: str) -> str:
    """Return a command's part of the page, as typed."""
    found = re.search(rf"^\.SS {name}$(.*?)(?=^\.S[HS])", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return re.sub(r"\\f[BIR]", "", found[1]).replace("\\-", "-").replace("\n", " ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_described_or_referred_to(name: str):
    text = section(name)
    for action in COMMANDS[name]._actions:
        for flag in action.option_strings:
            if flag not in ("-h", "--help"):
                assert re.search(rf"(?<![-\w]){flag}(?![-\w])", text), flag


def test_the_page_has_the_given_date():
    assert PAGE.startswith('.TH NST\\-DESKTOP 1 "1970-01-01"')


def test_no_text_is_mistaken_for_a_request():
    requests = {line.split()[0] for line in PAGE.splitlines() if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".PP", ".EX", ".EE", ".br"}


def test_help_texts_are_filled_in():
    assert "%(" not in PAGE
    assert "%%" not in PAGE
