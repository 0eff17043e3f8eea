"""NST Desktop: turns a photograph and paintings into artwork on the user's own computer."""

__version__ = "0.1.0"  # the package's own; looking it up would keep the window waiting
APPLICATION = "NST Desktop"
