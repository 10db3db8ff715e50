"""What may stand in a place, worded for the script of each shell (``scripts``).

The first line says what it is: ``files`` or ``folders``, which the shell completes itself;
or ``words``, with ``open`` when no blank goes behind one, and ``instead`` when one does not
begin with what is typed but takes its place. Then one word a line, with what it means
behind a tab.
"""

from __future__ import annotations

from collections.abc import Iterator

from anju_cli.cli.completion.candidates import Candidate, Choice, in_other_words
from anju_cli.cli.completion.line import Shell, Word
from anju_cli.environment import Environment

_LONGEST_HELP = 30
"""Characters; a list of words is to be looked through, not read."""

_SPECIAL_IN_BASH = frozenset(" \t\n\"'\\`$&|;()<>*?[]{}!#~")


def reply(
    shell: Shell, choice: Choice, front: str, last: Word, written: str, environment: Environment
) -> str:
    """Word the whole reply.

    ``front`` is what of the word ``last`` stays in front of each candidate; ``written`` is
    that end of it which the shell replaces, as it is written (bash breaks words at = and :).
    """
    if choice.kind != "words":
        return f"{choice.kind}\n"
    encoding = getattr(environment.stdout, "encoding", None) or "utf-8"
    candidates = [each for each in choice.candidates if _can_be_written(each.value, encoding)]
    if shell == "bash":
        lines = list(_for_bash(candidates, front, last, written))
    elif shell == "fish":
        lines = list(_for_fish(candidates, front, last, is_open=choice.is_open))
    else:
        lines = [(front + candidate.value, candidate.help) for candidate in candidates]
    is_instead = any(not value.startswith(last.text) for value, _ in lines)
    flags = ["words", *(["open"] if choice.is_open else []), *(["instead"] if is_instead else [])]
    return f"{' '.join(flags)}\n" + "".join(f"{value}\t{_short(text)}\n" for value, text in lines)


def _for_bash(
    candidates: list[Candidate], front: str, last: Word, written: str
) -> Iterator[tuple[str, str]]:
    """Give only what stands behind the last break, which is all that bash replaces.

    It is inserted as it stands, so that signs which mean something to bash have to be quoted
    unless a quote is open.
    """
    kept = last.raw.removesuffix(written)
    for candidate in candidates:
        word = _quoted_for_bash(front + candidate.value, last.quote)
        if word.startswith(kept):
            yield word[len(kept) :], candidate.help


def _quoted_for_bash(word: str, quote: str) -> str:
    """Write the word as it has to stand behind the quote that is open, if one is."""
    if quote == "'":
        return word.replace("'", "'\\''")
    special = frozenset('"$`\\') if quote else _SPECIAL_IN_BASH
    return "".join(f"\\{sign}" if sign in special else sign for sign in word)


def _for_fish(
    candidates: list[Candidate], front: str, last: Word, *, is_open: bool
) -> Iterator[tuple[str, str]]:
    """Give the pinyin, which the command understands, and the name as its meaning.

    Of a word in which the letters that are typed do not stand in order fish shows nothing.
    """
    typed = last.text.removeprefix(front)
    for candidate in candidates:
        word = in_other_words(candidate, typed)
        if word is None:
            continue
        end = "=" if is_open and not word.endswith("=") else ""
        meaning = candidate.help if word == candidate.value else candidate.names[0]
        yield front + word + end, meaning


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_HELP else f"{line[: _LONGEST_HELP - 1]}…"


def _can_be_written(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
