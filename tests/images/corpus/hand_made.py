"""Writers of picture files byte by byte, in ways that no library offers."""

import struct
import zlib

import numpy as np

PNG_START = b"\x89PNG\r\n\x1a\n"
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
_ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
)  # fmt: skip


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(values, depth, kind, before=(), after=(), interlaced=False, size=None):
    """Build a PNG of stored values, (H, W) or (H, W, C), claiming another size if one is given."""
    height, width = values.shape[:2]
    head = struct.pack(">IIBBBBB", *(size or (width, height)), depth, kind, 0, 0, interlaced)
    parts = [PNG_START, chunk(b"IHDR", head), *(chunk(*item) for item in before)]
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    rows = b"".join(
        b"\0" + _packed(row, depth)
        for x, y, across, down in passes
        for row in values[y::down, x::across]
        if row.size
    )
    parts.append(chunk(b"IDAT", zlib.compress(rows)))
    return b"".join([*parts, *(chunk(*item) for item in after), chunk(b"IEND", b"")])


def _packed(row, depth):
    if depth == 16:
        return row.astype(">u2").tobytes()
    if depth == 8:
        return row.astype(np.uint8).tobytes()
    bits = (row.reshape(-1, 1) >> np.arange(depth - 1, -1, -1)) & 1
    return np.packbits(bits.astype(np.uint8)).tobytes()


def exif(orientation, order="<"):
    """Build EXIF with only an orientation."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return mark + struct.pack(order + "IH", 8, 1) + entry + bytes(4)


def tiff(tags, data, order="<"):
    """Build a TIFF with these tags (number -> (type, values)), followed by one strip."""
    letters = {1: "B", 2: "s", 3: "H", 4: "I", 5: "II", 7: "B"}
    tags = {**tags, 273: (4, [0]), 279: (4, [len(data)])}
    values_offset = 8 + 2 + 12 * len(tags) + 4
    fields = {n: struct.pack(order + letters[t] * len(v), *v) for n, (t, v) in tags.items()}
    strip_offset = values_offset + sum(len(field) for field in fields.values() if len(field) > 4)
    fields[273] = struct.pack(order + "I", strip_offset)
    entries = values_data = b""
    for number, (kind, values) in sorted(tags.items()):
        field = fields[number]
        if len(field) > 4:
            values_data += field
            field = struct.pack(order + "I", values_offset + len(values_data) - len(field))
        entries += struct.pack(order + "HHI", number, kind, len(values)) + field.ljust(4, b"\0")
    mark = b"II*\0" if order == "<" else b"MM\0*"
    directory = struct.pack(order + "IH", 8, len(tags)) + entries + bytes(4)
    return mark + directory + values_data + data


def bmp(rows, width, height, bits, palette=b"", compression=0, masks=b"", header=40):
    """Build a BMP of padded rows; with a negative height they run from top to bottom."""
    info = struct.pack(
        "<IiiHHIIiiII", header, width, height, 1, bits, compression, len(rows), 0, 0,
        len(palette) // 4, 0,
    )  # fmt: skip
    info = (info + masks).ljust(header, b"\0") if header > 40 else info + masks
    offset = 14 + len(info) + len(palette)
    return b"BM" + struct.pack("<IHHI", offset + len(rows), 0, 0, offset) + info + palette + rows


def riff(*chunks):
    """Build a WebP of these chunks."""
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body
