"""Interrupted runs on the disk. No Qt here."""
