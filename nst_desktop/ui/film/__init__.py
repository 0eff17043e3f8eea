"""Films: the dialog, its preview and their controller."""
