"""Saving artworks, and recovering unsaved ones."""
