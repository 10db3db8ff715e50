"""Counts of a month as offices report them, in tables or on the command line.

A table becomes reported counts, these the changes of the month, or everything that is wrong.
"""
