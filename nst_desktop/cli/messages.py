"""What a command tells: its exit code, and lines on stderr."""

import sys

DONE, FAILED, INTERRUPTED = 0, 1, 130


def note(message: str) -> None:
    """One line for people, and nothing in it that a terminal would obey."""
    line = " ".join(message.split())
    plain = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in line)
    print(f"nst-desktop: {plain}", file=sys.stderr)


def minutes(seconds: float) -> str:
    """A duration such as 2:05 or 1:02:05."""
    whole, rest = divmod(round(seconds), 60)
    hours, whole = divmod(whole, 60)
    return f"{hours}:{whole:02}:{rest:02}" if hours else f"{whole}:{rest:02}"
