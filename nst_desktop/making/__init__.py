"""Many artworks in one go: the jobs, who makes them, what is there already and the report."""
