"""Completion of a command line in bash, zsh, fish and PowerShell.

The shell's script (``scripts``) sends the line up to the cursor, ``line`` takes it apart,
``answering`` finds what may stand there (``values``: what comes from the plan), ``replies``
words it as that shell wants it. ``installing`` puts a script in its place.
"""
