"""Films of a run: options, timing, frames and encoding; without Qt."""
