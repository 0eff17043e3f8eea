"""Finished runs on the disk. No Qt here."""
