"""This computer: processor details, fastest algorithms, and sleep prevention."""
