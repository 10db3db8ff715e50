"""A question on the terminal, with a few answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from anju_cli.environment import Environment
from anju_cli.render.output import write_text


class Answer(NamedTuple):
    """``letter`` or ``word`` is what a person types, ``more`` follows the word where
    the answers are listed."""

    letter: str
    word: str
    more: str = ""


def ask(question: str, answers: Sequence[Answer], environment: Environment) -> str | None:
    """The letter of the answer that is given, the first one's for an empty line; None
    at the end of the input. Anything else is asked again."""
    letters = "、".join(answer.letter for answer in answers)
    lines = [question, *(f"  {letter}  {word}{more}" for letter, word, more in answers)]
    write_text("\n".join(lines) + "\n", environment.stdout)
    while True:
        write_text(f"请选 {letters}（直接按回车就是 {answers[0].letter}）：", environment.stdout)
        line = b""
        try:
            line = environment.stdin.readline()
        finally:
            if not line:  # the end, or Ctrl-C: nobody has ended the line
                write_text("\n", environment.stdout)
        if not line:
            return None
        typed = normalize("NFKC", _decoded(line)).strip().lower()
        for answer in answers:
            if typed in (answer.letter, answer.word) or (not typed and answer is answers[0]):
                return answer.letter
        write_text(f"没有“{typed}”这个选择。", environment.stdout)


def _decoded(line: bytes) -> str:
    """A line as a console sends it: in UTF-8, or in GBK on Windows."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")
