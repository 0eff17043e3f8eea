"""The film of a run."""
