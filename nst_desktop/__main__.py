"""`python -m nst_desktop`, `nst-desktop` and main.py: the window, or a command without it."""

import sys

from nst_desktop import cli


def main() -> int:
    """Hand the command line to whoever it is for. Returns the exit code."""
    arguments = sys.argv[1:]
    if cli.is_command(arguments):
        return cli.main(arguments)
    from nst_desktop import app  # Qt is loaded for the window only

    return app.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
