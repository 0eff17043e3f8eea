"""The network's weights: files, formats and the download. No Qt here."""
