"""Widgets and helpers that the window's features share, one per file.

Signals report user actions; set_… methods emit none. Widgets know the data types from run/ but
never start a run themselves.
"""
