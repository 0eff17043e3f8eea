"""Films of a run: options, timing, frames and encoding. No Qt here."""
