"""Help: keyboard shortcuts, the log and the About dialog."""
