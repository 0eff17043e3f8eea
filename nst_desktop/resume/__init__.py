"""Saved runs on disk, which can be resumed after an interruption. Does not use Qt."""
