"""Wire copy and near duplicates: who holds whose words, where, and how much of an article."""
