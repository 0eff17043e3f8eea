"""VGG-19 weights: files, formats and download. Nothing in this package may import Qt."""
