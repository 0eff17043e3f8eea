"""Films of a run: options, timing, frames and encoding. Does not use Qt."""
