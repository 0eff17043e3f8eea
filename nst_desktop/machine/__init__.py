"""This computer: its processor, its fastest way to compute, and keeping it awake."""
