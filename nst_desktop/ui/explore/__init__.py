"""Pages with small pictures: variations of an artwork, and what the network sees."""
