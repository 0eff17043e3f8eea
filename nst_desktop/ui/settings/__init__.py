"""What is set once and remembered."""
