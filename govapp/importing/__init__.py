"""Past meetings, taken in from files in the archive form or a Legistar Web API."""
