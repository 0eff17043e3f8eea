"""Widgets and helpers that the window's features share, one to a file.

A signal reports what the user did; set_… methods emit nothing. Widgets know the payloads of run/
but never start a run themselves.
"""
