"""Safe file storage: atomic writes, locks, checksums, strict JSON. Independent of Qt."""
