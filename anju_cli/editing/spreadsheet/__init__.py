"""The counts of a month as offices report them, in tables or on the command line, on their
way into the plan: a table to entries, entries to changes, or to everything that is wrong."""
