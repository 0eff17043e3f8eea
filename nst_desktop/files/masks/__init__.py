"""Masks of regions: painted, filled, changed as a whole, kept in files. numpy and Pillow, no Qt."""
