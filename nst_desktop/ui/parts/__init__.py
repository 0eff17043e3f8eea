"""The window, one widget a file. Signals mean that the user did it; set_x is silent.

Widgets know the payloads of run/, but never start a run themselves.
"""
