"""Settings, and restoring the last setup at the next start."""
