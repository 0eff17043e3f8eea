"""Saved runs on disk, to resume after an interruption; without Qt."""
