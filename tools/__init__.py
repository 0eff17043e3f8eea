"""Generators of the project's own files, and what is counted in its code."""
