"""Safe file storage: atomic writes, locks, checksums, strict JSON. Free of Qt."""
