"""Help: the user's guide, keyboard shortcuts, the log and the About dialog."""
