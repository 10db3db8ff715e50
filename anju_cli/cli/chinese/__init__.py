"""Typer in Chinese: help, usage errors, and commands imported when called.

Typer builds its help and errors from English sentences, so nothing of its text is used:
``group`` reads command lines and runs commands, ``help`` draws the help page, ``errors``
explains usage errors, ``params`` has the words of both. ``partial`` tells what the next word
of a line stands for that is still being typed.
"""

from anju_cli.cli.chinese.errors import LINE
from anju_cli.cli.chinese.group import ChineseCommand, LazyGroup, lazy_group, run
from anju_cli.cli.chinese.params import LazyCommand

__all__ = ["LINE", "ChineseCommand", "LazyCommand", "LazyGroup", "lazy_group", "run"]
