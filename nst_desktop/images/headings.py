"""Contact sheet headings, separate from the drawing code so that importing them stays cheap."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headings:
    """Labels beside the rows and above the columns; titles and labels may be empty."""

    rows: Sequence[str]
    columns: Sequence[str]
    rows_title: str = ""
    columns_title: str = ""
