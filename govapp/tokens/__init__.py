"""Other systems send agendas and files for a body, each by a token of its own."""
