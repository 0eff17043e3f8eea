"""What the window works on. No QtWidgets here."""
