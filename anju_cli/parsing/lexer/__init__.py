"""What stands on one line: keys, quotes, indents, tokens."""
