"""What the window works on, without the window: no QtWidgets in here."""
