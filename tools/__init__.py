"""Generators of project files, and checks of the code."""
