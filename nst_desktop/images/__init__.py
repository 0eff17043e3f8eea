"""Picture files: decoding, encoding, metadata and downloads. Independent of Qt."""
