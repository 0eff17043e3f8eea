"""What is written around the pictures of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands beside the rows and above the columns; titles may be empty, and labels too."""

    rows: Sequence[str]
    columns: Sequence[str]
    rows_title: str = ""
    columns_title: str = ""
