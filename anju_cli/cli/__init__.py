"""The command line: options, commands, what each does, and how it is answered."""
