"""Entry point for `python -m nst_desktop`, `nst-desktop` and main.py.

It runs a command or opens the window.
"""

import sys

from nst_desktop import cli


def main() -> int:
    """Run the given command or, without one, open the window. Return the exit code."""
    arguments = sys.argv[1:]
    if cli.is_command(arguments):
        return cli.main(arguments)
    options = cli.make_window_parser().parse_args(arguments)
    from nst_desktop import launch  # not at the top: only the window needs it

    return launch.main(options.pictures, options.queue, options.new_window)


if __name__ == "__main__":
    sys.exit(main())
