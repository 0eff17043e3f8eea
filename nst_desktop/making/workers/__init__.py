"""Ways to make artworks: in processes on this computer, or on a Dask cluster."""
