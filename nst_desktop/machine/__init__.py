"""This computer: its processor, its fastest algorithms, and keeping it awake."""
