"""The photograph and the paintings."""
