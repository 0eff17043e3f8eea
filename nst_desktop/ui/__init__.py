"""The window and its controllers, which connect it to the runner and to files."""
