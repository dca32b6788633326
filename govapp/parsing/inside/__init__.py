"""What runs in the child alone: the only modules that import parsers of documents."""
