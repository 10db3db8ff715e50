"""Ask a person at the terminal."""

from __future__ import annotations

from unicodedata import normalize

from anju_cli.environment import Environment
from anju_cli.render.streams import write_text


def read_answer(prompt: str, environment: Environment) -> str | None:
    """Return what is typed behind a prompt, in half width and small letters; None at the end
    of the input."""
    write_text(prompt, environment.stdout)
    line = b""
    try:
        line = environment.stdin.readline()
    finally:
        if not line:  # the end, or Ctrl-C: nobody has ended the line
            write_text("\n", environment.stdout)
    return normalize("NFKC", line.decode("utf-8", "replace")).strip().lower() if line else None


def is_confirmed(question: str, environment: Environment) -> bool:
    """Ask a question to which only y or 是 is a yes; without a terminal nobody is asked."""
    if not environment.is_terminal:
        return False
    return read_answer(f"{question}[y/N] ", environment) in ("y", "yes", "是")
