"""State that the window works on. Does not use QtWidgets."""
