"""The commands that docs/使用手册.md shows, run in the folders that it describes.

Comments of the manual, which a reader does not see, say what a machine needs to know:

``<!-- 例子 half-year 2021-06-30 -->``
    What follows, up to the next such comment, happens in a folder of its own, on a day that
    ANJU_TODAY names, as the manual asks of its reader, whose clock says a later one. The
    folder holds ``data``, a copy of the plan that is named (``data``: the one that ships with
    anju; ``空``: none), and the tables of ``examples``.
``<!-- 写 a/b.yaml -->``
    The block that follows is that file.
``<!-- 改 a/b.yaml …`` OLD ``-->``
    OLD, which stands there once, becomes the lines of the block that follows; or those
    after a line ``改成`` of the comment itself.
``<!-- 看 a/b.yaml -->``
    The lines of the block that follows stand in that file, together.
``<!-- 提交 -->``
    Everything there is committed to git.

In a block of the kind ``console`` a line with ``> `` in front is a command; the lines after
it are what it prints, ``…`` standing for some that are left out; blank lines at the end do not
count. Nothing after it: it ends well, whatever it prints.
"""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests import checkouts
from tests.running import LATER, ROOT, run
from tests.shown import is_what_is_shown

MANUAL = ROOT / "docs" / "使用手册.md"

PROMPT = "> "
WIDTH = 100
"""Of the terminal on which the commands are run."""

_PIECE = re.compile(
    r"^<!-- (?P<word>例子|写|改|看|提交)(?P<rest>.*?) ?-->$"
    r"|^(?P<indent> *)```(?P<kind>\S*)\n(?P<lines>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


class Piece(NamedTuple):
    """A comment (``word``, ``text`` after it) or a block (its ``word`` the kind, its lines).

    ``start``: where ``text`` begins in the manual.
    """

    is_block: bool
    word: str
    text: str
    start: int


class Scene(NamedTuple):
    """What happens in one folder on one day."""

    plan: str
    day: date
    pieces: tuple[Piece, ...]


class Printed(NamedTuple):
    """A command of the manual, what the manual shows of its answer, and what it printed.

    ``start``, ``end``: where the shown lines stand in the manual.
    """

    command: str
    shown: str
    printed: str
    code: int
    start: int
    end: int

    @property
    def is_true(self) -> bool:
        """Whether the command prints what the manual shows; where it shows nothing, ends well."""
        if not self.shown:
            return self.code == 0
        return is_what_is_shown(self.shown, self.printed)


class Untrue(Exception):
    """The manual shows of a file what does not stand there, or a command outside a scene."""


def renew(manual: str) -> tuple[str, list[Printed]]:
    """Return the manual with what is printed now, and the outputs to be changed by hand:
    those that are shown with lines left out, and commands that no longer end well."""
    outputs: list[Printed] = []
    for scene in scenes(manual):
        with tempfile.TemporaryDirectory() as folder:
            outputs += play(scene, Path(folder).resolve())
    by_hand = []
    for output in reversed(outputs):
        if output.is_true:
            continue
        if not output.shown or "…" in output.shown.splitlines():
            by_hand.append(output)
        else:
            printed = output.printed.rstrip("\n") + "\n"
            manual = manual[: output.start] + printed + manual[output.end :]
    return manual, by_hand[::-1]


def pieces(manual: str) -> Iterator[Piece]:
    """Yield the comments and blocks of the manual, in order."""
    for match in _PIECE.finditer(manual):
        if match["word"]:
            yield Piece(False, match["word"], match["rest"].strip("\n"), match.start("rest"))
        else:
            yield Piece(True, match["kind"], match["lines"], match.start("lines"))


def scenes(manual: str) -> list[Scene]:
    """Return the scenes of the manual; raise Untrue for a command before the first."""
    opened: list[tuple[str, date, list[Piece]]] = []
    for piece in pieces(manual):
        if (piece.is_block, piece.word) == (False, "例子"):
            plan, day = piece.text.split()
            opened.append((plan, date.fromisoformat(day), []))
        elif opened:
            opened[-1][2].append(piece)
        elif piece.word == "console":
            raise Untrue(f"no scene yet: {piece.text}")
    return [Scene(plan, day, tuple(inside)) for plan, day, inside in opened]


def play(scene: Scene, folder: Path) -> Iterator[Printed]:
    """Do in ``folder`` what the manual says; raise Untrue where a file is not as it shows."""
    _furnish(scene.plan, folder)
    waiting: Piece | None = None  # a comment whose block is still to come
    for piece in scene.pieces:
        if not piece.is_block:
            if waiting is not None:
                raise Untrue(f"no block after: {waiting.word} {waiting.text}")
            waiting = _obey(piece, folder)
        elif waiting is not None:
            _do(waiting, piece.text, folder)
            waiting = None
        elif piece.word == "console":
            yield from _answers(piece, scene.day, folder)
    if waiting is not None:
        raise Untrue(f"no block after: {waiting.word} {waiting.text}")


def _furnish(plan: str, folder: Path) -> None:
    examples = ROOT / "examples"
    if plan != "空":
        source = ROOT / plan if plan == "data" else examples / plan
        shutil.copytree(source, folder / "data")
    for table in examples.glob("*.csv"):
        shutil.copy(table, folder)


def _answers(block: Piece, day: date, folder: Path) -> Iterator[Printed]:
    start = block.start
    for part in re.split(rf"^(?={PROMPT}anju\b)", block.text, flags=re.MULTILINE):
        first, _, rest = part.partition("\n")
        if part and not part.startswith(f"{PROMPT}anju"):
            raise Untrue(f"no command: {first}")
        if part:
            shown = rest.rstrip("\n") + "\n" if rest.strip() else ""
            command = first.removeprefix(PROMPT)
            args = shlex.split(command)[1:]
            variables = {"NO_COLOR": "1", "ANJU_CACHE": "", "ANJU_TODAY": day.isoformat()}
            outcome = run(
                *args, cwd=folder, today=LATER, variables=variables, terminal=True, width=WIDTH
            )
            begin = start + len(first) + 1
            printed = outcome.out + outcome.err
            yield Printed(command, shown, printed, outcome.code, begin, begin + len(shown))
        start += len(part)


def _obey(comment: Piece, folder: Path) -> Piece | None:
    """Do what a comment says; return it if it is about the block that has to follow."""
    if comment.word == "提交":
        if not (folder / ".git").exists():
            checkouts.init(folder)
        checkouts.commit(folder)
        return None
    if comment.word == "改" and "\n改成\n" in comment.text:
        head, new = comment.text.split("\n改成\n")
        _do(comment._replace(text=head), f"{new}\n", folder)
        return None
    return comment


def _do(comment: Piece, block: str, folder: Path) -> None:
    name, _, old = comment.text.strip().partition("\n")
    file = folder / name
    if comment.word == "写":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block, encoding="utf-8", newline="\n")
        return
    text = file.read_text(encoding="utf-8")
    if comment.word == "看":
        if f"\n{block}" not in f"\n{text}":
            raise Untrue(f"{name} does not hold:\n{block}\nbut is:\n{text}")
        return
    if f"\n{text}".count(f"\n{old}\n") != 1:
        raise Untrue(f"{name} does not hold once:\n{old}\nbut is:\n{text}")
    changed = f"\n{text}".replace(f"\n{old}\n", f"\n{block}", 1)
    file.write_text(changed.removeprefix("\n"), encoding="utf-8", newline="\n")
