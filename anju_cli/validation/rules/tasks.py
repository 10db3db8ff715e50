"""Rules of tasks.yaml, but for those of its dates."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from types import MappingProxyType

from anju_cli.model.schema import Deadline, Task, TasksFile
from anju_cli.parsing.tree import Path
from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.names import Names
from anju_cli.validation.rules.violation import Files, Violation


def numbers_are_unique(files: Files) -> Iterator[Violation]:
    """Numbers of sections and tasks and ids of deadlines are given once (A302)."""
    if files.tasks is None:
        return
    sections = [(str(one.number), ("sections", i)) for i, one in enumerate(files.tasks.sections)]
    tasks = [(str(one.number), ("tasks", i)) for i, one in enumerate(files.tasks.tasks)]
    yield from _given_once("部分的序号", "number", sections)
    taken = {str(one.number) for one in files.tasks.tasks}
    hints: dict[Path, str | None] = {
        ("tasks", index): _number_of_ids(taken, task)
        for index, task in enumerate(files.tasks.tasks if len(taken) < len(tasks) else ())
    }
    yield from _given_once("任务的序号", "number", tasks, hints)
    for index, task in enumerate(files.tasks.tasks):
        if len(task.deadlines) < 2:
            continue
        # An id begins with its task's number: elsewhere the same id is another fault.
        ids = [
            (one.id, ("tasks", index, "deadlines", at))
            for at, one in enumerate(task.deadlines)
            if _follows(one.id, task)
        ]
        yield from _given_once("时限编号", "id", ids)


def _given_once(
    what: str,
    key: str,
    found: Iterable[tuple[str, Path]],
    hints: Mapping[Path, str | None] = MappingProxyType({}),
) -> Iterator[Violation]:
    seen: dict[str, Path] = {}
    found = tuple(found)
    free = ""  # found out where it is needed, once
    for value, path in found:
        where = (*path, key)
        if value in seen:
            message = f"{what} {value} 已经用过了"
            free = free or _free(value for value, _ in found)
            hint = hints.get(path) or f"换一个没用过的，例如 {free}"
            yield Violation("tasks", where, "A302", message, hint, first=seen[value])
        seen.setdefault(value, where)


def _free(values: Iterable[str]) -> str:
    """The number behind the last one: 20 of 1 to 19, "12.4" of 12.1 to 12.3."""
    heads, tails = zip(*(value.rpartition(".")[::2] for value in values), strict=True)
    last = max(map(int, tails)) + 1
    return f'"{heads[0]}.{last}"' if heads[0] else str(last)


def _follows(identity: str, task: Task) -> bool:
    return identity.partition(".")[0] == str(task.number)


def _number_of_ids(taken: Set[str], task: Task) -> str | None:
    """The hint to number a task as all its deadlines are, where no other task is."""
    heads = {one.id.partition(".")[0] for one in task.deadlines}
    return f"改为：{heads.pop()}" if len(heads) == 1 and not heads & taken else None


def ids_follow_tasks(files: Files) -> Iterator[Violation]:
    """A deadline's id starts with its task's number (A310)."""
    if files.tasks is None:
        return
    numbers = Counter(task.number for task in files.tasks.tasks)
    taken = set(map(str, numbers))
    for index, task in enumerate(files.tasks.tasks):
        others = [one for one in task.deadlines if not _follows(one.id, task)]
        if not others:
            continue
        meant = _number_of_ids(taken, task)
        if meant and len(others) > 1 and numbers[task.number] == 1:
            message = f"任务序号是 {task.number}，时限编号却都以别的数开头"
            hint = f"{meant}；或者把时限编号都改成以 {task.number} 开头"
            yield Violation("tasks", ("tasks", index, "number"), "A310", message, hint)
        elif not meant or (len(others) == 1 and numbers[task.number] == 1):
            yield from _misnumbered(task, ("tasks", index, "deadlines"))


def _misnumbered(task: Task, path: Path) -> Iterator[Violation]:
    taken = {one.id for one in task.deadlines}
    for at, deadline in enumerate(task.deadlines):
        if not _follows(deadline.id, task):
            message = f"时限编号 {deadline.id} 应以任务序号 {task.number} 开头"
            last = deadline.id.partition(".")[2]
            tails = [last, *map(str, range(1, len(task.deadlines) + 2))]
            free = next(tail for tail in tails if f"{task.number}.{tail}" not in taken)
            hint = f'改为："{task.number}.{free}"'
            yield Violation("tasks", (*path, at, "id"), "A310", message, hint)


def sections_exist(files: Files) -> Iterator[Violation]:
    """Every task is in a section that there is (A309)."""
    if files.tasks is None or not files.is_whole("tasks", "sections"):
        return
    numbers = [section.number for section in files.tasks.sections]
    if len(set(numbers)) < len(numbers):
        return  # one of them should have another number: which, nobody can tell
    known = frozenset(numbers)
    hint = f"现有的部分：{'、'.join(map(str, sorted(numbers)))}"
    for index, task in enumerate(files.tasks.tasks):
        if task.section not in known:
            message = f"没有第 {task.section} 部分"
            yield Violation("tasks", ("tasks", index, "section"), "A309", message, hint)


def task_units_exist(files: Files) -> Iterator[Violation]:
    """Every unit and group of a task is in the register, in one role, once; units lead."""
    names = Names.of(files)
    if files.tasks is None or names is None:
        return
    for index, task in enumerate(files.tasks.tasks):
        if names.are_right(task.lead, task.support):
            continue
        leads = [("tasks", index, "lead", at) for at in range(len(task.lead))]
        supports = [("tasks", index, "support", at) for at in range(len(task.support))]
        if names.are_swapped(task.lead, task.support):
            message = "lead 和 support 像是写反了：牵头的是组，责任单位是单位"
            yield Violation("tasks", leads[0], "A314", message, "核对后把两行的内容对调")
            continue
        yield from names.known("tasks", task.lead, leads, allow_groups=False)
        yield from names.known("tasks", task.support, supports, allow_groups=True)
        yield from names.once("tasks", (*task.lead, *task.support), [*leads, *supports])


_SAME_PLACE = 4
"""So many characters in common, and a quote is of that place of the text."""
_SHOWN = 4
"""Characters shown of what differs."""


def quotes_stand_in_text(files: Files) -> Iterator[Violation]:
    """The words a deadline rests on stand in its task's text, to the letter (A307)."""
    if files.tasks is None:
        return
    for task, deadline, path in deadlines(files.tasks):
        if deadline.quote in task.text:
            continue
        yield _misquoted(deadline.quote, task.text, (*path, "quote"))


def _misquoted(quote: str, text: str, path: Path) -> Violation:
    # What is longer than that is not in the text, as little as that with one more character.
    common = bisect_left(range(1, len(quote) + 1), True, key=lambda n: quote[:n] not in text)
    hint = "从 text 里原样复制这一句（标点也要一样）"
    if common < _SAME_PLACE and common * 2 < len(quote):
        return Violation("tasks", path, "A307", "quote 不是任务原文里的话", hint)
    start = quote[:common]
    rest = text[text.index(start) + common :]
    written = quote[common : common + _SHOWN]
    there = f"原文是{quoted(rest[:_SHOWN])}" if rest else "原文到此为止"
    same = start if len(start) <= _SAME_PLACE * 2 else f"…{start[-_SAME_PLACE * 2 :]}"
    same = with_invisible_named(same)
    message = f"quote 与任务原文不符：“{same}”之后，{there}，这里是{quoted(written)}"
    return Violation("tasks", path, "A307", message, hint, after=start)


def deadlines(tasks: TasksFile) -> Iterator[tuple[Task, Deadline, Path]]:
    """Every deadline with its task and its path."""
    for index, task in enumerate(tasks.tasks):
        for position, deadline in enumerate(task.deadlines):
            yield task, deadline, ("tasks", index, "deadlines", position)
