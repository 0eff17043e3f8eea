"""Saving artworks, and what is unsaved."""
