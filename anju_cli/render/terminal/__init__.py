"""Documents drawn on a terminal or a pipe."""
