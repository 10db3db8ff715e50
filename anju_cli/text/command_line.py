"""A command line as it was typed: what hints repeat, with their changes."""

from __future__ import annotations

import os
from typing import NamedTuple

_TIMELESS = frozenset({"units", "validate"})
"""Commands that hints name and that have no ``--today``."""

_WRITING = ("--format", "--output", "--each", "--force")
"""How an answer is written: what is asked next is to be read on the screen."""


class CommandLine(NamedTuple):
    """A command, its arguments, and its options by their long names in the order typed.

    The value of a switch is None. ``siblings`` are all commands of the program.
    """

    command: str
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, str | None], ...] = ()
    siblings: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write it so that a shell takes it, arguments first unless one looks like an option."""
        arguments = tuple(map(quoted, self.arguments))
        options = [
            name if value is None else f"{name} {quoted(value)}" for name, value in self.options
        ]
        if any(word.startswith("-") and word != "-" for word in arguments):
            return " ".join(("anju", self.command, *options, "--", *arguments))
        return " ".join(("anju", self.command, *arguments, *options))

    def without(self, *names: str) -> CommandLine:
        """Leave options out."""
        return self._replace(options=tuple(each for each in self.options if each[0] not in names))

    def widened(self, *names: str) -> CommandLine:
        """Leave out the options that narrow the question; without any of them, the units too."""
        line = self.without(*names)
        return self.other(self.command) if line == self else line

    def having(self, name: str, value: str | None = None) -> CommandLine:
        """Set an option, where it stands already or else at the end."""
        at = next((at for at, each in enumerate(self.options) if each[0] == name), None)
        others = self.without(name).options
        at = len(others) if at is None else at
        return self._replace(options=(*others[:at], (name, value), *others[at:]))

    @property
    def is_into_file(self) -> bool:
        """Whether the answer is written to a file."""
        return any(name == "--output" for name, _ in self.options)

    @property
    def on_screen(self) -> CommandLine:
        """The question itself, without how its answer was written."""
        return self.without(*_WRITING)

    def of_unit(self, name: str) -> CommandLine:
        """Ask the same about one other unit, named where units were named before."""
        if self.arguments:
            return self.without("--unit")._replace(arguments=(name,))
        return self.having("--unit", name)

    def corrected(self, wrong: str, right: str) -> CommandLine:
        """Put a name in place of a misspelt one."""
        arguments = tuple(right if typed == wrong else typed for typed in self.arguments)
        options = tuple(
            (name, right) if (name, typed) == ("--unit", wrong) else (name, typed)
            for name, typed in self.options
        )
        return self._replace(arguments=arguments, options=options)

    def other(self, command: str, *arguments: str) -> CommandLine:
        """Call another command about the same plan, as of the same day."""
        kept = ("--data",) if command in _TIMELESS else ("--data", "--today")
        options = tuple(each for each in self.options if each[0] in kept)
        return CommandLine(command, arguments, options, self.siblings)


def quoted(word: str) -> str:
    """Write a word as it can be typed in a command.

    Double quotes are those that every shell knows; where a sign means something inside them,
    those of POSIX stand. On Windows a backslash is a part of a path like any other.
    """
    if not word or any(sign in word for sign in ('"$`!' if os.name == "nt" else '"$`!\\')):
        return "'" + word.replace("'", "'\\''") + "'"
    return (
        f'"{word}"' if any(sign.isspace() or sign in "'&|;<>()*?[]{}#~" for sign in word) else word
    )
