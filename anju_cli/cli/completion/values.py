"""What may stand as the value of an option or argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.cli.completion.candidates import Candidate, Choice, beginning
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.model.register import names_of
from anju_cli.text.numerals import chinese

if TYPE_CHECKING:
    from anju_cli.model.schema import Group, Unit


class Asked(NamedTuple):
    """What is typed so far of a value, and what it may be out of. ``plan`` is None where
    the plan's data cannot be read or has errors. ``others`` are the values before it of an
    option or argument that takes several."""

    typed: str
    plan: Callable[[], Plan | None]
    environment: Environment
    others: tuple[str, ...] = ()


Completer = Callable[[Asked], Choice]


def _nothing(_: Asked) -> Choice:
    return Choice()


def _files(_: Asked) -> Choice:
    return Choice(kind="files")


def _folders(_: Asked) -> Choice:
    return Choice(kind="folders")


def _words(known: Mapping[str, str]) -> Completer:
    """Some fixed words, each with what it means."""

    def complete(asked: Asked) -> Choice:
        return Choice(beginning((Candidate(*each) for each in known.items()), asked.typed))

    return complete


def _of_plan(candidates: Callable[[Plan, Asked], Iterable[Candidate]]) -> Completer:
    """What a plan has; nothing where there is none."""

    def complete(asked: Asked) -> Choice:
        plan = asked.plan()
        return Choice(beginning(candidates(plan, asked), asked.typed) if plan else ())

    return complete


# -- units and groups --------------------------------------------------------


def _units(asked: Asked) -> Choice:
    plan = asked.plan()
    return Choice(_parties(plan, asked, plan.register.units) if plan else ())


def _groups(asked: Asked) -> Choice:
    plan = asked.plan()
    return Choice(_parties(plan, asked, plan.register.groups) if plan else ())


def _counts(asked: Asked) -> Choice:
    """司法局=, of the units that have a target; the number is for the person to type."""
    plan = asked.plan()
    if plan is None or "=" in asked.typed or "＝" in asked.typed:
        return Choice()
    targets = [unit for unit in plan.register.units if unit.name in plan.targets]
    names = tuple(other.replace("＝", "=").partition("=")[0] for other in asked.others)
    found = _parties(plan, asked._replace(others=names), targets)
    return Choice(tuple(one._replace(value=f"{one.value}=") for one in found), is_open=True)


def _parties(plan: Plan, asked: Asked, parties: Iterable[Unit | Group]) -> tuple[Candidate, ...]:
    """Units or groups whose name may be meant: as the register understands it, begun."""
    register = plan.register
    named = {party.name for other in asked.others for party in register.meant(other)}
    left = [party for party in parties if party.name not in named]
    bare = register.bare(asked.typed)
    known = [
        Candidate(
            party.name,
            names=(*names_of(party), *map(register.bare, names_of(party))),
            is_known_so=True,
        )
        for party in left
    ]
    if not asked.typed.strip().isascii():
        return beginning(known, asked.typed) or beginning(known, bare)
    spelt = {party.name for party in register.spelt(asked.typed, begun=True)}
    literal = beginning(known, asked.typed) if not spelt else ()
    return literal or tuple(one for one in known if one.value in spelt)


def _kinds(plan: Plan, _: Asked) -> Iterator[Candidate]:
    for kind in dict.fromkeys(unit.kind for unit in plan.register.units):
        yield Candidate(kind)


# -- numbers and months ------------------------------------------------------


def _tasks(plan: Plan, _: Asked) -> Iterator[Candidate]:
    for task in plan.tasks:
        yield Candidate(str(task.number), task.title, _numerals(task.number))


def _sections(plan: Plan, _: Asked) -> Iterator[Candidate]:
    for section in plan.sections:
        yield Candidate(str(section.number), section.title, _numerals(section.number))


def _numerals(number: int) -> tuple[str, ...]:
    if number > 99:
        return ()
    return chinese(number), f"（{chinese(number)}）"


def _deadlines(plan: Plan, asked: Asked) -> Iterator[Candidate]:
    for task in plan.tasks:
        for deadline in task.deadlines:
            if deadline.id not in asked.others:
                yield Candidate(deadline.id, deadline.what)


def _event_deadlines(plan: Plan, asked: Asked) -> Iterator[Candidate]:
    events = {
        deadline.id
        for task in plan.tasks
        for deadline in task.deadlines
        if deadline.kind == "事后限时"
    }
    return (one for one in _deadlines(plan, asked) if one.value in events)


def _months(plan: Plan, asked: Asked) -> Iterator[Candidate]:
    """The months of which counts are taken: those that have begun, of the plan's year."""
    start, today = plan.schedule.start, asked.environment.clock()
    for number in range(1, 13):
        month = f"{plan.quotas.year}-{number:02}"
        if month <= f"{today:%Y-%m}" and (start is None or month >= f"{start:%Y-%m}"):
            names = (f"{number}月", f"{plan.quotas.year}年{number}月")
            yield Candidate(month, names[0], names)


def _next_year(plan: Plan, _: Asked) -> Iterator[Candidate]:
    yield Candidate(str(plan.info.year + 1), "下一年度")


def _today(asked: Asked) -> Choice:
    today = Candidate(asked.environment.clock().isoformat(), "今天")
    return Choice(beginning([today], asked.typed))


def _codes(asked: Asked) -> Choice:
    from anju_cli.validation.codes import explanations

    known = (Candidate(code, one.title, (code[1:],)) for code, one in explanations().items())
    left = [one for one in known if one.value not in asked.others]
    return Choice(beginning(left, asked.typed))


# -- which stands where ------------------------------------------------------

_FORMATS = {
    "table": "表格",
    "markdown": "Markdown",
    "csv": "可用 Excel 打开",
    "json": "给程序用",
    "html": "网页",
    "docx": "Word，要写 -o",
    "xlsx": "Excel，要写 -o",
}
_REPORT_FORMATS = {
    "text": "给人看",
    "json": "给程序用",
    "github": "在合并请求里逐行标出",
    "sarif": "给代码平台和编辑器",
    "junit": "给持续集成的测试报告",
}
_ROLES = {"lead": "牵头", "support": "责任"}
_DATA_FILES = {"units": "单位", "tasks": "任务", "quotas": "目标任务"}
_SHELL_NAMES = {"bash": "", "zsh": "", "fish": "", "powershell": "Windows 上常用"}

COMPLETERS: Mapping[str, Completer] = {
    "格式": _words(_FORMATS),
    "validate --format": _words(_REPORT_FORMATS),
    "文件": _files,
    "validate --kind": _words(_DATA_FILES),
    "edit 文件": _words(_DATA_FILES),
    "schema 文件": _words(_DATA_FILES),
    "文件夹": _folders,
    "日期": _today,
    "单位": _units,
    "单位=条数": _counts,
    "组": _groups,
    "类别": _of_plan(_kinds),
    "角色": _words(_ROLES),
    "remind --role": _words({**_ROLES, "all": "都催"}),
    "部分": _of_plan(_sections),
    "序号": _of_plan(_tasks),
    "编号": _of_plan(_deadlines),
    "due 编号": _of_plan(_event_deadlines),
    "explain 编号": _codes,
    "口径": _words({"unit": "按单位", "kind": "按类别"}),
    "月份": _of_plan(_months),
    "年度": _of_plan(_next_year),
    "shell": _words(_SHELL_NAMES),
    **dict.fromkeys(
        ("文字", "天数", "列", "表名", "版本", "后一版本", "文件名", "周期", "网址"), _nothing
    ),
}
"""By what stands for a value in help; where a command means something else by it, behind the
command's name: an argument as in help, an option by its own name."""


def completer_of(command: str, names: Iterable[str], metavar: str) -> Completer | None:
    """What completes the value of a parameter; None where none is known. ``names`` are
    those of an option."""
    own = [name for name in names if name.startswith("-")] or [metavar]
    keys = (*(f"{command} {name}" for name in own), metavar)
    return next((COMPLETERS[key] for key in keys if key in COMPLETERS), None)
