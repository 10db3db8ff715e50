"""Answers as documents: what a command says, in which words and columns.

The names of record fields are the promise made to programs that read the JSON.
"""
