"""Command line, without Qt. parser.py lists the commands."""

import argparse
from collections.abc import Callable

from nst_desktop.cli.messages import FAILED, note
from nst_desktop.cli.parser import (
    DOCTOR,
    MASK,
    SKETCH,
    WITHOUT_TORCH,
    is_command,
    make_parser,
    make_window_parser,
)
from nst_desktop.core.errors import UserError, explain
from nst_desktop.core.loading import open_libraries, preloading

__all__ = ["is_command", "main", "make_window_parser"]


def main(arguments: list[str]) -> int:
    """Run a command and return its exit code: 0 for success, 1 for an error, 130 if interrupted.

    Raises SystemExit with code 2 if the command is used incorrectly.
    """
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.command in WITHOUT_TORCH:
        return _run_command(options, parser)
    with preloading(open_libraries):
        return _run_command(options, parser)


def _run_command(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from nst_desktop.cli.number_options import UsageError

    try:
        return _implementation(options.command)(options)
    except UsageError as error:
        parser.error(str(error))
    except UserError as error:
        note(str(error))
    except Exception as error:
        note(explain(error))
    return FAILED


def _implementation(command: str) -> Callable[[argparse.Namespace], int]:
    """Return the function that runs a command, importing only what the command needs."""
    if command == MASK:
        from nst_desktop.cli.mask_command import make_mask

        return make_mask
    if command == SKETCH:
        from nst_desktop.cli.sketch_command import draw_sketches

        return draw_sketches
    if command == DOCTOR:
        from nst_desktop.cli.doctor_command import print_report

        return print_report
    from nst_desktop.cli.commands import COMMANDS

    return COMMANDS[command]
