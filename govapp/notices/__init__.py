"""Notice: the rules that say by when, and the proof that it was in time."""
