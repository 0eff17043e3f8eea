"""The EXIF of an open picture."""

from PIL import Image

_LONGEST = 1_000_000  # bytes; a JPEG holds no more than 64 KB of it


def exif_of(image: Image.Image) -> Image.Exif:
    """Its EXIF, empty if it has none. Raises errors of many types if that is damaged."""
    size = len(image.info.get("exif", b""))
    if size > _LONGEST:
        raise ValueError(f"{size} bytes of EXIF")
    return image.getexif()
