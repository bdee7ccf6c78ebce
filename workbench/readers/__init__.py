"""One file a format: bytes in, article records out."""
