"""The history of finished runs on disk; without Qt."""
