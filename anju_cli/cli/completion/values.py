"""What may stand as the value of an option or argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.cli.completion.candidates import Candidate, Choice, beginning
from anju_cli.cli.options import OneOf
from anju_cli.cli.session import resolve_today
from anju_cli.environment import Environment
from anju_cli.model.duties import periods_of_year
from anju_cli.model.plan import Plan
from anju_cli.model.register import Register, names_of
from anju_cli.queries.report import months_to_report
from anju_cli.text.numerals import chinese

if TYPE_CHECKING:
    from anju_cli.model.schema import EventDeadline, Group, Task, Unit


class PartialValue(NamedTuple):
    """What is typed so far of a value, and what it may be out of.

    ``plan`` gives None where the plan's data cannot be read or has errors. ``others`` are the
    values before it of an option or argument that takes several. ``id`` is the id of the
    deadline that is on the line already.
    """

    typed: str
    plan: Callable[[], Plan | None]
    environment: Environment
    others: tuple[str, ...] = ()
    id: str | None = None


Completer = Callable[[PartialValue], Choice]


def _always(choice: Choice) -> Completer:
    return lambda _: choice


def _words(meanings: Mapping[str, str], names: Mapping[str, str] | None = None) -> Completer:
    """Offer some fixed words, each with what it means.

    ``names`` are other words for them, offered to whoever types Chinese.
    """
    words = [Candidate(word, meaning, (meaning,)) for word, meaning in meanings.items()]
    chinese_words = [Candidate(name, word) for name, word in (names or {}).items()]

    def complete(value: PartialValue) -> Choice:
        candidates = words if value.typed.isascii() else [*words, *chinese_words]
        return Choice(beginning(candidates, value.typed))

    return complete


def _of_plan(candidates: Callable[[Plan, PartialValue], Iterable[Candidate]]) -> Completer:
    """Offer what a plan has; nothing where there is none."""

    def complete(value: PartialValue) -> Choice:
        plan = value.plan()
        return Choice(beginning(candidates(plan, value), value.typed) if plan else ())

    return complete


# -- units and groups --------------------------------------------------------


def _parties(members: Callable[[Register], Iterable[Unit | Group]]) -> Completer:
    """Offer the units or the groups of the plan's register."""

    def complete(value: PartialValue) -> Choice:
        plan = value.plan()
        return Choice(_meant(plan.register, members(plan.register), value) if plan else ())

    return complete


def _counts(value: PartialValue) -> Choice:
    """Offer 司法局= of units with a target; the number is for the person to type."""
    plan = value.plan()
    if plan is None or "=" in value.typed or "＝" in value.typed:
        return Choice()
    with_target = [unit for unit in plan.register.units if unit.name in plan.targets]
    others = tuple(other.replace("＝", "=").partition("=")[0] for other in value.others)
    candidates = _meant(plan.register, with_target, value._replace(others=others))
    return Choice(
        tuple(candidate._replace(value=f"{candidate.value}=") for candidate in candidates),
        is_open=True,
    )


def _meant(
    register: Register, parties: Iterable[Unit | Group], value: PartialValue
) -> tuple[Candidate, ...]:
    """Return those whose name may be meant, of which a part is typed."""
    given = {party.name for other in value.others for party in register.meant(other)}
    candidates = [
        Candidate(
            party.name,
            names=(*names_of(party), *map(register.bare, names_of(party))),
            takes_names=True,
        )
        for party in parties
        if party.name not in given
    ]
    if value.typed.strip().isascii():
        spelt = {party.name for party in register.spelt(value.typed, begun=True)}
        if spelt:
            return tuple(candidate for candidate in candidates if candidate.value in spelt)
        return beginning(candidates, value.typed)
    return beginning(candidates, value.typed) or beginning(candidates, register.bare(value.typed))


def _kinds(plan: Plan, _: PartialValue) -> Iterator[Candidate]:
    for kind in dict.fromkeys(unit.kind for unit in plan.register.units):
        yield Candidate(kind)


# -- numbers and months ------------------------------------------------------


def _tasks(plan: Plan, _: PartialValue) -> Iterator[Candidate]:
    for task in plan.tasks:
        yield Candidate(str(task.number), task.title, _numerals(task.number))


def _sections(plan: Plan, _: PartialValue) -> Iterator[Candidate]:
    for section in plan.sections:
        yield Candidate(str(section.number), section.title, _numerals(section.number))


def _numerals(number: int) -> tuple[str, ...]:
    return (chinese(number), f"（{chinese(number)}）") if number <= 99 else ()


def _deadlines(plan: Plan, value: PartialValue) -> Iterator[Candidate]:
    for task in plan.tasks:
        for deadline in task.deadlines:
            if deadline.id not in value.others:
                yield Candidate(deadline.id, deadline.what)


def _after_events(plan: Plan) -> Iterator[tuple[Task, EventDeadline]]:
    for task in plan.tasks:
        for deadline in task.deadlines:
            if deadline.kind == "事后限时":
                yield task, deadline


def _event_deadlines(plan: Plan, _: PartialValue) -> Iterator[Candidate]:
    for _task, deadline in _after_events(plan):
        yield Candidate(deadline.id, deadline.what)


def _event_days(plan: Plan, value: PartialValue) -> Iterator[Candidate]:
    """Offer the days of the events that are recorded, each with what they were, and today."""
    days: dict[str, list[str]] = {}
    for _, deadline in _after_events(plan):
        for event in deadline.occurrences if value.id in (None, deadline.id) else ():
            about = " ".join(filter(None, (event.unit, event.what)))
            days.setdefault(event.date.isoformat(), []).append(about or deadline.what)
    today = resolve_today(value.environment, None)[0].isoformat()
    for day, events in {**days, today: days.get(today, ["今天"])}.items():
        yield Candidate(day, "；".join(events))


def _event_units(value: PartialValue) -> Choice:
    """Offer the units that have a part in the task of the deadline on the line."""
    plan = value.plan()
    if plan is None:
        return Choice()
    parties = [
        name
        for task, deadline in _after_events(plan)
        if value.id in (None, deadline.id)
        for name in (*task.lead, *task.support)
    ]
    register = plan.register
    units = [unit for unit in register.units if register.includes(parties, unit.name)]
    return Choice(_meant(register, units, value))


def _months(plan: Plan, value: PartialValue) -> Iterator[Candidate]:
    """Offer the months of which counts are taken: those of the year that have begun."""
    start, today = plan.schedule.start, resolve_today(value.environment, None)[0]
    for number in range(1, 13):
        month = f"{plan.quotas.year}-{number:02}"
        if month <= f"{today:%Y-%m}" and (start is None or month >= f"{start:%Y-%m}"):
            names = (f"{number}月", f"{plan.quotas.year}年{number}月")
            yield Candidate(month, names[0], names)


def _periods(plan: Plan, value: PartialValue) -> Iterator[Candidate]:
    """Offer the periods that can be reported on: a month of them is over."""
    today = value.environment.clock()
    for period in periods_of_year(plan.quotas.year):
        if months_to_report(plan, period, today):
            yield Candidate(period.label, period.name, (period.name, period.title))


def _next_year(plan: Plan, _: PartialValue) -> Iterator[Candidate]:
    yield Candidate(str(plan.info.year + 1), "下一年度")


def _today(value: PartialValue) -> Choice:
    day, _ = resolve_today(value.environment, None)
    today = Candidate(day.isoformat(), "今天")
    return Choice(beginning([today], value.typed))


def _codes(value: PartialValue) -> Choice:
    from anju_cli.validation.codes import explanations

    candidates = (
        Candidate(code, explanation.title, (code[1:],))
        for code, explanation in explanations().items()
        if code not in value.others
    )
    return Choice(beginning(candidates, value.typed))


# -- which stands where ------------------------------------------------------

_SHELL_NAMES = {"bash": "", "zsh": "", "fish": "", "powershell": "Windows 上常用"}

COMPLETERS: Mapping[str, Completer] = {
    "文件": _always(Choice(kind="files")),
    "文件夹": _always(Choice(kind="folders")),
    "日期": _today,
    "单位": _parties(lambda register: register.units),
    "单位=条数": _counts,
    "组": _parties(lambda register: register.groups),
    "类别": _of_plan(_kinds),
    "部分": _of_plan(_sections),
    "序号": _of_plan(_tasks),
    "编号": _of_plan(_deadlines),
    "due 编号": _of_plan(_event_deadlines),
    "event 编号": _of_plan(_event_deadlines),
    **dict.fromkeys(("done --event", "undone --event", "event --on"), _of_plan(_event_days)),
    **dict.fromkeys(("done --unit", "undone --unit", "event --unit"), _event_units),
    "explain 编号": _codes,
    "月份": _of_plan(_months),
    "期间": _of_plan(_periods),
    "年度": _of_plan(_next_year),
    "shell": _words(_SHELL_NAMES),
    **dict.fromkeys(
        ("文字", "天数", "列", "表名", "版本", "后一版本", "文件名", "周期", "网址", "文号"),
        _always(Choice()),
    ),
}
"""By the metavar; where a command means something else by it, behind the command's name: an
argument by the metavar, an option by its own name."""


def completer_of(
    command: str, names: Iterable[str], metavar: str, parser: object = None
) -> Completer | None:
    """Return what completes the value of a parameter; None where nothing is known.

    ``names`` are those of an option, with their dashes.
    """
    if isinstance(parser, OneOf):
        return _words(parser.words, parser.names)
    own = [name for name in names if name.startswith("-")] or [metavar]
    keys = (*(f"{command} {name}" for name in own), metavar)
    return next((COMPLETERS[key] for key in keys if key in COMPLETERS), None)
