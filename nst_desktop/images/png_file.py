"""PNG reader, based on Pillow's, that tolerates long texts and profiles and reads cICP chunks.

Pillow rejects an intact picture if a text or profile in it unpacks to more than 1 MB, and ignores
cICP chunks. Pillow's limits are global to the process, so this module reads the chunks with its own
stream class.
"""

import zlib
from typing import NoReturn

from PIL import ImageFile
from PIL.PngImagePlugin import MAX_TEXT_CHUNK, MAX_TEXT_MEMORY, PngImageFile, PngStream

_MAX_PROFILE = 16_000_000  # bytes, unpacked; printer profiles take several megabytes
_MAX_CHUNK_LENGTH = 32_000_000  # bytes of a compressed text or profile
_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")


class PngFile(PngImageFile):
    """PNG file that can be opened whatever texts and profiles it contains."""

    @property
    def png(self) -> PngStream | None:
        """The chunk reader, or None once all chunks have been read."""
        return self._chunks

    @png.setter
    def png(self, stream: PngStream | None) -> None:
        # Pillow assigns its own reader before it reads the first chunk.
        self._chunks = None if stream is None or stream.fp is None else _Chunks(stream.fp)


class _Chunks(PngStream):
    """Chunk reader that skips oversized texts and profiles within bounded time and memory."""

    def call(self, cid: bytes, pos: int, length: int) -> bytes:
        if cid not in (*_TEXT_CHUNKS, b"iCCP"):
            return super().call(cid, pos, length)
        if length > _MAX_CHUNK_LENGTH:
            self._skip(pos)
        return (
            self._text(cid, pos, length) if cid in _TEXT_CHUNKS else super().call(cid, pos, length)
        )

    def _text(self, cid: bytes, pos: int, length: int) -> bytes:
        if self.text_memory >= MAX_TEXT_MEMORY:
            self._skip(pos)
        try:
            return super().call(cid, pos, length)
        except (ValueError, SyntaxError):
            self.text_memory += MAX_TEXT_CHUNK  # Overlong texts count as well.
            self._skip(pos)

    def chunk_iCCP(self, pos: int, length: int) -> bytes:
        """Read the ICC profile. An oversized or damaged profile counts as missing."""
        assert self.fp is not None
        data: bytes = ImageFile._safe_read(self.fp, length)
        packed = data.partition(b"\0")[2][1:]  # after the name and the compression method
        unpacker = zlib.decompressobj()
        try:
            profile = unpacker.decompress(packed, _MAX_PROFILE)
        except zlib.error:
            profile = b""
        self.im_info["icc_profile"] = None if unpacker.unconsumed_tail else profile or None
        return data

    def chunk_cICP(self, pos: int, length: int) -> bytes:
        """Read the H.273 codes for primaries, transfer function, matrix and range."""
        assert self.fp is not None
        data: bytes = ImageFile._safe_read(self.fp, length)
        if length == 4:
            self.im_info["cicp"] = tuple(data)
        return data

    def _skip(self, pos: int) -> NoReturn:
        """Make Pillow treat the chunk as unknown: verify its checksum and drop its data."""
        assert self.fp is not None
        self.fp.seek(pos)
        raise AttributeError
