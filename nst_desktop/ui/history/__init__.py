"""History: the gallery of artworks and the recorder of runs."""
