"""Changes to data files: patches, counts from spreadsheets, completions, the next year."""
