"""What a Legistar Web API answers, and what of it is believed: plain functions."""
