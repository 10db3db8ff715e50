"""Lines to levels and values: what is open, and where each line belongs."""
