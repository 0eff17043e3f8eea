"""Finished artworks and the timeline of a run."""
