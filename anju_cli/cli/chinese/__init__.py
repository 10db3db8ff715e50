"""Typer in Chinese: its help, its complaints, and a group that imports commands lazily.

The only package that knows Typer's inside (``typer._click``, ``typer._types``).
Typer builds its help and errors from English sentences, so nothing of its text is
used: help is drawn here, and errors are explained from their types and fields.

``group`` runs commands; ``help`` draws, ``errors`` explains; both say what a
command is made of in the terms of ``words``. ``mistyped`` guesses what was meant.
``partial`` tells what the next word of a line stands for that is still being typed.
"""

from anju_cli.cli.chinese.group import ChineseCommand, LazyGroup, lazy_group, run
from anju_cli.cli.chinese.params import LazyCommand

__all__ = ["ChineseCommand", "LazyCommand", "LazyGroup", "lazy_group", "run"]
