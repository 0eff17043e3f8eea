"""Artworks and batches: jobs, workers, existing outputs and the report."""
