"""Widgets and controllers for parameters and presets."""
