"""Sketches: pictures drawn at once by a feed-forward network, without torch."""
