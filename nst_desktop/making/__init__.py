"""Artworks and batches of them: jobs, workers, existing outputs and the report."""
