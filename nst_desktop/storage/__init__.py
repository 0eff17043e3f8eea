"""Files written safely: atomic writes, locks, checksums, strict JSON. No Qt here."""
