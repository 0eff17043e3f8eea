"""A sheet of small pictures with labels, as one picture."""

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from nst_desktop.core.arrays import Pixels
from nst_desktop.images.headings import Headings

_GROUND, _EMPTY, _INK, _FAINT = "#ffffff", "#ececec", "#202020", "#6a6a6a"
_LETTERS = 15  # px
_GAP, _MARGIN = 8, 16  # px
_WIDEST = 0.9  # of a cell, that a row's label may take


def draw_sheet(
    headings: Headings, cells: Mapping[tuple[int, int], Pixels | str], size: tuple[int, int]
) -> Pixels:
    """The sheet so far, (H, W, 3) uint8; what is missing is left grey.

    cells: pictures by (row, column), or what to write in the place of one. size: (width, height)
    of a cell in px; smaller pictures stand in its middle.
    """
    return np.asarray(_Sheet(headings, size).drawn(cells))


class _Sheet:
    """Where everything stands."""

    def __init__(self, headings: Headings, size: tuple[int, int]) -> None:
        self._headings, (self._width, self._height) = headings, size
        self._font = ImageFont.load_default(_LETTERS)  # it comes with Pillow
        widest = max(self._length(label) for label in [headings.rows_title, *headings.rows])
        beside = min(round(widest), round(_WIDEST * self._width))
        lines = bool(headings.columns_title) + any(headings.columns)
        self._left = _MARGIN + (beside + _MARGIN if beside else 0)
        self._top = _MARGIN + lines * (_LETTERS + _GAP)

    def drawn(self, cells: Mapping[tuple[int, int], Pixels | str]) -> Image.Image:
        width = self._left + len(self._headings.columns) * (self._width + _GAP) - _GAP + _MARGIN
        height = self._top + len(self._headings.rows) * (self._height + _GAP) - _GAP + _MARGIN
        sheet = Image.new("RGB", (width, height), _GROUND)
        draw = ImageDraw.Draw(sheet)
        self._write_headings(draw)
        for row in range(len(self._headings.rows)):
            for column in range(len(self._headings.columns)):
                self._place(sheet, draw, self._corner(row, column), cells.get((row, column)))
        return sheet

    def _write_headings(self, draw: ImageDraw.ImageDraw) -> None:
        headings = self._headings
        middle = (self._left + self._corner(0, len(headings.columns))[0] - _GAP) / 2
        if headings.columns_title:
            draw.text(
                (middle, _MARGIN), headings.columns_title, _FAINT, self._font, "ma"
            )  # fmt: skip
        for column, label in enumerate(headings.columns):
            across = self._corner(0, column)[0] + self._width / 2
            text = self._fitted(label, self._width)
            draw.text((across, self._top - _GAP), text, _INK, self._font, "md")
        right = self._left - _MARGIN
        room = right - _MARGIN
        if headings.rows_title:
            title = self._fitted(headings.rows_title, room)
            draw.text((right, self._top - _GAP), title, _FAINT, self._font, "rd")
        for row, label in enumerate(headings.rows):
            down = self._corner(row, 0)[1] + self._height / 2
            draw.text((right, down), self._fitted(label, room), _INK, self._font, "rm")

    def _place(
        self, sheet: Image.Image, draw: ImageDraw.ImageDraw, corner: tuple[int, int],
        cell: Pixels | str | None,
    ) -> None:  # fmt: skip
        left, top = corner
        if isinstance(cell, np.ndarray):
            height, width = cell.shape[:2]
            place = left + (self._width - width) // 2, top + (self._height - height) // 2
            sheet.paste(Image.fromarray(cell), place)
            return
        draw.rectangle((left, top, left + self._width - 1, top + self._height - 1), _EMPTY)
        if cell:
            middle = left + self._width / 2, top + self._height / 2
            draw.text(middle, self._fitted(cell, self._width), _FAINT, self._font, "mm")

    def _corner(self, row: int, column: int) -> tuple[int, int]:
        return (
            self._left + column * (self._width + _GAP),
            self._top + row * (self._height + _GAP),
        )

    def _length(self, text: str) -> float:
        return self._font.getlength(text)

    def _fitted(self, text: str, room: float) -> str:
        """As much of the text as fits."""
        if self._length(text) <= room:
            return text
        while text and self._length(f"{text}…") > room:
            text = text[:-1]
        return f"{text}…"
