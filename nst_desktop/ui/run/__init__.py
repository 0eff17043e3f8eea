"""The run: from Start to the artwork."""
