"""The page of the queue: its list, where the artworks go, and what can be done with them."""
