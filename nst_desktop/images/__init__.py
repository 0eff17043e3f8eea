"""Picture files: decoding, encoding, metadata and downloads. Free of Qt."""
