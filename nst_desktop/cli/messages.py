"""Exit codes and messages for the commands."""

import sys

DONE, FAILED, INTERRUPTED = 0, 1, 130


def note(message: str) -> None:
    """Print a message on stderr as a single line, with control characters replaced."""
    line = " ".join(message.split())
    plain = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    print(f"nst-desktop: {plain}", file=sys.stderr)


def format_duration(seconds: float) -> str:
    """Return a duration as text, such as 2:05 or 1:02:05."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
