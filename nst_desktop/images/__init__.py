"""The outside world of pictures: picture files and weight files. No Qt may come in here."""
