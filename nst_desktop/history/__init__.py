"""History of finished runs on disk. Does not use Qt."""
