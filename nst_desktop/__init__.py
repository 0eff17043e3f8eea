"""NST Desktop: neural style transfer from paintings to photographs, on the user's computer."""

__version__ = "0.1.0"  # not read from the package metadata, since that would slow startup
APPLICATION = "NST Desktop"
