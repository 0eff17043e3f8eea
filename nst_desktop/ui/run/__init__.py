"""The window's run, from Start to the finished artwork."""
