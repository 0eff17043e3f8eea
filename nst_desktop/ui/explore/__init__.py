"""Pages of small pictures, made while one looks: what may be, and what the network sees."""
