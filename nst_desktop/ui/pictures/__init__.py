"""Widgets and controllers for the photograph and the paintings."""
