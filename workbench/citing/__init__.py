"""Where an article has its words from: names and nouns of sources, and the frames that cite them."""
