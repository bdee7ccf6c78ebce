"""Where an article has its words from: names and nouns of sources, the frames that cite them."""
