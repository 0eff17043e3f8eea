"""A report on this computer and this installation, for bug reports. It uses no Qt."""
