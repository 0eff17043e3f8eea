"""Help: shortcuts, the log, about."""
