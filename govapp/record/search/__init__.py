"""Finding what was posted: texts of cards, kept by their words on either engine."""
