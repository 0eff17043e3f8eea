"""The window's queue: artworks to make, their order, and their storage on disk."""
