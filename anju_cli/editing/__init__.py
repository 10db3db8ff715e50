"""Edits of data files: patches, counts from spreadsheets, completions, a new year."""
