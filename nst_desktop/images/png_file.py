"""PNG files as Pillow opens them, but for what it takes too hard or does not know.

Pillow calls a sound picture damaged if a text or profile in it unpacks to more than 1 MB, and
has no reader for cICP. Its limits are globals of the process: here the chunks are read by a
stream of our own.
"""

import zlib
from typing import NoReturn

from PIL import ImageFile
from PIL.PngImagePlugin import MAX_TEXT_CHUNK, MAX_TEXT_MEMORY, PngImageFile, PngStream

_MAX_PROFILE = 16_000_000  # bytes, unpacked; those of printers have some megabytes
_MAX_CHUNK_LENGTH = 32_000_000  # bytes, packed, of a text or profile
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")


class PngFile(PngImageFile):
    """A PNG that opens whatever texts and profiles lie beside its pixels."""

    @property
    def png(self) -> PngStream | None:
        """The reader of its chunks, until the last one is read."""
        return self._chunks

    @png.setter
    def png(self, stream: PngStream | None) -> None:
        # Pillow puts its own reader here before the first chunk is read
        self._chunks = None if stream is None or stream.fp is None else _Chunks(stream.fp)


class _Chunks(PngStream):
    """Passes over texts and profiles that are too long, within bounded time and memory."""

    def call(self, cid: bytes, pos: int, length: int) -> bytes:
        if cid not in (*_TEXTS, b"iCCP"):
            return super().call(cid, pos, length)
        if length > _MAX_CHUNK_LENGTH:
            self._pass_over(pos)
        return self._text(cid, pos, length) if cid in _TEXTS else super().call(cid, pos, length)

    def _text(self, cid: bytes, pos: int, length: int) -> bytes:
        if self.text_memory >= MAX_TEXT_MEMORY:
            self._pass_over(pos)
        try:
            return super().call(cid, pos, length)
        except (ValueError, SyntaxError):
            self.text_memory += MAX_TEXT_CHUNK  # what was unpacked in vain counts as well
            self._pass_over(pos)

    def chunk_iCCP(self, pos: int, length: int) -> bytes:
        """The profile; one that is too large, or damaged, is none."""
        assert self.fp is not None
        data: bytes = ImageFile._safe_read(self.fp, length)
        packed = data.partition(b"\0")[2][1:]  # behind the name and the way of packing
        unpacker = zlib.decompressobj()
        try:
            profile = unpacker.decompress(packed, _MAX_PROFILE)
        except zlib.error:
            profile = b""
        self.im_info["icc_profile"] = None if unpacker.unconsumed_tail else profile or None
        return data

    def chunk_cICP(self, pos: int, length: int) -> bytes:
        """Colour primaries, transfer function, matrix and range by their codes in H.273."""
        assert self.fp is not None
        data: bytes = ImageFile._safe_read(self.fp, length)
        if length == 4:
            self.im_info["cicp"] = tuple(data)
        return data

    def _pass_over(self, pos: int) -> NoReturn:
        """Leave a chunk to Pillow as one of an unknown kind: checked, and not kept."""
        assert self.fp is not None
        self.fp.seek(pos)
        raise AttributeError
