"""How an archive file is read, and what of it is believed: plain functions."""
