"""Files, folders, git and the cache: all that reads or writes the disk."""
