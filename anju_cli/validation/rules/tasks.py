"""Rules of tasks.yaml, but for those of its dates."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from anju_cli.model.schema import Task
from anju_cli.parsing.tree import Path
from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.files import Files
from anju_cli.validation.rules.spelling import known_parts
from anju_cli.validation.violation import Violation


def numbers_are_unique(files: Files) -> Iterator[Violation]:
    """Numbers of sections and tasks and ids of deadlines are given once (A302)."""
    if files.tasks is None:
        return
    sections, tasks = files.tasks.sections, files.tasks.tasks
    numbers = [(str(each.number), ("sections", at)) for at, each in enumerate(sections)]
    yield from _given_once("部分的序号", "number", numbers)
    numbers = [(str(task.number), ("tasks", at)) for at, task in enumerate(tasks)]
    taken = {number for number, _ in numbers}
    hints: dict[Path, str | None] = {}
    if len(taken) < len(tasks):
        hints = {("tasks", at): _number_of_ids(taken, task) for at, task in enumerate(tasks)}
    yield from _given_once("任务的序号", "number", numbers, hints)
    for index, task in enumerate(tasks):
        # An id begins with its task's number: elsewhere the same id is another fault.
        ids = [
            (deadline.id, ("tasks", index, "deadlines", at))
            for at, deadline in enumerate(task.deadlines)
            if _follows(deadline.id, task)
        ]
        yield from _given_once("时限编号", "id", ids)


def _given_once(
    what: str,
    key: str,
    given: Sequence[tuple[str, Path]],
    hints: Mapping[Path, str | None] | None = None,
) -> Iterator[Violation]:
    """No value is given twice; each comes with the path of its record."""
    seen: dict[str, Path] = {}
    free = ""  # found out where it is needed, once
    for value, path in given:
        where = (*path, key)
        if value in seen:
            message = f"{what} {value} 已经用过了"
            free = free or _free(value for value, _ in given)
            hint = (hints or {}).get(path) or f"换一个没用过的，例如 {free}"
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
    heads = {deadline.id.partition(".")[0] for deadline in task.deadlines}
    return f"改为：{heads.pop()}" if len(heads) == 1 and not heads & taken else None


def ids_follow_tasks(files: Files) -> Iterator[Violation]:
    """A deadline's id starts with its task's number (A310)."""
    if files.tasks is None:
        return
    numbers = Counter(task.number for task in files.tasks.tasks)
    taken = set(map(str, numbers))
    for index, task in enumerate(files.tasks.tasks):
        others = sum(not _follows(deadline.id, task) for deadline in task.deadlines)
        if not others:
            continue
        meant = _number_of_ids(taken, task)
        if meant and others > 1 and numbers[task.number] == 1:
            message = f"任务序号是 {task.number}，时限编号却都以别的数开头"
            hint = f"{meant}；或者把时限编号都改成以 {task.number} 开头"
            yield Violation("tasks", ("tasks", index, "number"), "A310", message, hint)
        elif not meant or (others == 1 and numbers[task.number] == 1):
            yield from _misnumbered(task, ("tasks", index, "deadlines"))


def _misnumbered(task: Task, path: Path) -> Iterator[Violation]:
    taken = {deadline.id for deadline in task.deadlines}
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
    """Units and groups of a task are registered, in one role, once; units lead."""
    names = files.names
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
        yield from names.check_known("tasks", task.lead, leads)
        yield from names.check_known("tasks", task.support, supports, allow_groups=True)
        yield from names.check_once("tasks", (*task.lead, *task.support), [*leads, *supports])


def events_have_their_unit(files: Files) -> Iterator[Violation]:
    """An event is one unit's (A407), which is registered and has a part in the task (A321)."""
    names = files.names
    if names is None or not files.is_whole("tasks", "tasks"):
        return
    for task, event, path in files.events():
        parties, where = (*task.lead, *task.support), (*path, "unit")
        if event.unit is None:
            if not names.register.sole_unit(parties):
                message = "没有写是哪个单位的，这项任务的各个单位都会算作要办"
                hint = "加一行 unit，写上单位，例如 unit: 某某镇；那就只算它的"
                date = (*path, "date")
                yield Violation("tasks", date, "A407", message, hint, severity="warning")
        elif known_parts(event.unit, names.register):
            message = f"{quoted(event.unit)}是几个单位，一件事写一个单位"
            hint = "几个单位各有一件的，分成几条写，每条都有 date 和 unit"
            yield Violation("tasks", where, "A301", message, hint)
        elif not names.are_right([event.unit]):
            yield from names.check_known("tasks", [event.unit], [where])
        elif names.are_right((), parties) and not names.register.includes(parties, event.unit):
            message = f"{quoted(event.unit)}不在第 {task.number} 项任务的牵头单位和责任单位里"
            hint = "请核对是哪个单位的事；没有写错，就把它补进任务的 lead 或 support"
            yield Violation("tasks", where, "A321", message, hint)


_SAME_PLACE = 4
"""So many characters in common, and a quote is of that place of the text."""
_SHOWN = 4
"""Characters shown of what differs."""


def quotes_stand_in_text(files: Files) -> Iterator[Violation]:
    """The words a deadline rests on stand in its task's text, to the letter (A307)."""
    for task, deadline, path in files.deadlines():
        if deadline.quote not in task.text:
            yield _misquoted(deadline.quote, task.text, (*path, "quote"))


def _misquoted(quote: str, text: str, path: Path) -> Violation:
    # What is longer than that is not in the text, as little as that with one more character.
    common = bisect_left(range(1, len(quote) + 1), True, key=lambda n: quote[:n] not in text)
    hint = "从 text 里原样复制这一句（标点也要一样）"
    if common < _SAME_PLACE and common * 2 < len(quote):
        return Violation("tasks", path, "A307", "quote 不是任务原文里的话", hint)
    start = quote[:common]
    rest = text[text.index(start) + common :]
    there = f"原文是{quoted(rest[:_SHOWN])}" if rest else "原文到此为止"
    here = quoted(quote[common : common + _SHOWN])
    same = start if len(start) <= _SAME_PLACE * 2 else f"…{start[-_SAME_PLACE * 2 :]}"
    same = with_invisible_named(same)
    message = f"quote 与任务原文不符：“{same}”之后，{there}，这里是{here}"
    return Violation("tasks", path, "A307", message, hint, after=start)
