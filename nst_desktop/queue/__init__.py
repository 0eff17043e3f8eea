"""The queue of the window: artworks to make, their order, and their storage on disk."""
