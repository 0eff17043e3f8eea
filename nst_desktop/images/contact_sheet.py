"""Contact sheets: grids of thumbnails with row and column labels, drawn as one picture."""

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from nst_desktop.core.arrays import Pixels
from nst_desktop.images.headings import Headings

_BACKGROUND, _EMPTY, _TEXT, _FAINT_TEXT = "#ffffff", "#ececec", "#202020", "#6a6a6a"
_FONT_SIZE = 15  # px
_GAP, _MARGIN = 8, 16  # px
_MAX_LABEL_SHARE = 0.9  # maximum row label width, as a share of the cell width


def draw_contact_sheet(
    headings: Headings, cells: Mapping[tuple[int, int], Pixels | str], size: tuple[int, int]
) -> Pixels:
    """Draw a contact sheet and return its pixels, (H, W, 3) uint8.

    Missing cells are grey.

    Args:
        headings: Labels beside the rows and above the columns.
        cells: Pictures by (row, column), or text to draw in place of a picture.
        size: Cell size, (width, height), in px; smaller pictures are centred in their cells.
    """
    return np.asarray(_Sheet(headings, size).draw(cells))


class _Sheet:
    """Renderer that lays out and draws one contact sheet."""

    def __init__(self, headings: Headings, size: tuple[int, int]) -> None:
        self._headings, (self._width, self._height) = headings, size
        self._font = ImageFont.load_default(_FONT_SIZE)  # included in Pillow
        widest = max(self._length(label) for label in [headings.rows_title, *headings.rows])
        label_width = min(round(widest), round(_MAX_LABEL_SHARE * self._width))
        lines = bool(headings.columns_title) + any(headings.columns)
        self._left = _MARGIN + (label_width + _MARGIN if label_width else 0)
        self._top = _MARGIN + lines * (_FONT_SIZE + _GAP)

    def draw(self, cells: Mapping[tuple[int, int], Pixels | str]) -> Image.Image:
        width = self._left + len(self._headings.columns) * (self._width + _GAP) - _GAP + _MARGIN
        height = self._top + len(self._headings.rows) * (self._height + _GAP) - _GAP + _MARGIN
        sheet = Image.new("RGB", (width, height), _BACKGROUND)
        draw = ImageDraw.Draw(sheet)
        self._write_headings(draw)
        for row in range(len(self._headings.rows)):
            for column in range(len(self._headings.columns)):
                self._draw_cell(sheet, draw, self._corner(row, column), cells.get((row, column)))
        return sheet

    def _write_headings(self, draw: ImageDraw.ImageDraw) -> None:
        headings = self._headings
        middle = (self._left + self._corner(0, len(headings.columns))[0] - _GAP) / 2
        if headings.columns_title:
            draw.text((middle, _MARGIN), headings.columns_title, _FAINT_TEXT, self._font, "ma")
        for column, label in enumerate(headings.columns):
            x = self._corner(0, column)[0] + self._width / 2
            text = self._fit(label, self._width)
            draw.text((x, self._top - _GAP), text, _TEXT, self._font, "md")
        right = self._left - _MARGIN
        room = right - _MARGIN
        if headings.rows_title:
            title = self._fit(headings.rows_title, room)
            draw.text((right, self._top - _GAP), title, _FAINT_TEXT, self._font, "rd")
        for row, label in enumerate(headings.rows):
            y = self._corner(row, 0)[1] + self._height / 2
            draw.text((right, y), self._fit(label, room), _TEXT, self._font, "rm")

    def _draw_cell(
        self, sheet: Image.Image, draw: ImageDraw.ImageDraw, corner: tuple[int, int],
        cell: Pixels | str | None,
    ) -> None:  # fmt: skip
        left, top = corner
        if isinstance(cell, np.ndarray):
            height, width = cell.shape[:2]
            position = left + (self._width - width) // 2, top + (self._height - height) // 2
            sheet.paste(Image.fromarray(cell), position)
            return
        draw.rectangle((left, top, left + self._width - 1, top + self._height - 1), _EMPTY)
        if cell:
            middle = left + self._width / 2, top + self._height / 2
            draw.text(middle, self._fit(cell, self._width), _FAINT_TEXT, self._font, "mm")

    def _corner(self, row: int, column: int) -> tuple[int, int]:
        return (
            self._left + column * (self._width + _GAP),
            self._top + row * (self._height + _GAP),
        )

    def _length(self, text: str) -> float:
        return self._font.getlength(text)

    def _fit(self, text: str, room: float) -> str:
        """Shorten text that is wider than `room` px, and end it with an ellipsis."""
        if self._length(text) <= room:
            return text
        while text and self._length(f"{text}…") > room:
            text = text[:-1]
        return f"{text}…"
