"""Makers of artworks: processes of this computer, or a Dask cluster."""
