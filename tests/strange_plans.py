"""Plans with nothing wrong in them that no office has: the first and the last of everything
that may be written, names of signs, numbers as large as they may be.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from anju_cli.storage.folders import FileKind

_NAMES = (
    *(
        "司法局",
        "司法所",
        "A",
        "Ａ局",
        "甲-乙",
        "甲、乙",
        "*局",
        "#1",
        "-局",
        "|",
        "=1+1",
        "@局",
    ),
    *("<b>局</b>", "[局]", "{局}", "局'", '局"', "%局", "e\u0301局", "\U00020000局", "局、科"),
    *("null", "yes", "局" * 60, "&amp", "\\局", "`局`", "~", "！", "市区", "🙂"),
)
_TEXTS = st.sampled_from((*_NAMES, "甲。" * 200, "<script>", "{年}", "$(x)", "=HYPERLINK(1)", "^"))
_COUNTS = st.sampled_from((0, 1, 2, 7, 100, 12_345, 99_999_999))
_KINDS = st.sampled_from(("镇", "街道", "区直部门", "党委机构", "派驻垂管", "园区", "事业单位"))
_EVERY = {
    "每月": [f"-{month:02}" for month in range(1, 13)],
    "每季度": ["-Q1", "-Q2", "-Q3", "-Q4"],
    "每半年": ["-H1", "-H2"],
    "每年": [""],
}


@st.composite
def strange_plans(draw: st.DrawFn) -> dict[FileKind, str]:
    """The text of the three files."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=6, unique=True))
    year = draw(st.sampled_from((1900, 1999, 2020, 2021, 2024, 2099)))
    return {
        "units": _yaml(_units(draw, names)),
        "tasks": _yaml(_tasks(draw, names, year)),
        "quotas": _yaml(_quotas(draw, names, year)),
    }


def _units(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    units = [{"name": name, "kind": draw(_KINDS), **_some(draw, note=_TEXTS)} for name in names]
    groups = [{"name": "各单位", "members": draw(_part(names))}] if draw(st.booleans()) else []
    district = draw(st.sampled_from(({}, {"district": "某市某区"}, {"district": "市"})))
    return {**district, "units": units, **({"groups": groups} if groups else {})}


def _tasks(draw: st.DrawFn, names: list[str], year: int) -> dict[str, Any]:
    first = date(year, 1, 1)
    issued = first + timedelta(days=draw(st.sampled_from((-365, -1, 0, 58, 180, 364))))
    day = st.integers(max(0, (issued - first).days), 364).map(lambda n: first + timedelta(days=n))
    plan = {
        **{"title": draw(_TEXTS), "issuer": draw(_TEXTS), "issued": issued, "year": year},
        "source": draw(_TEXTS),
        **_some(draw, soon_days=_COUNTS, roll_workdays=_COUNTS),
    }
    numbers = draw(st.lists(st.sampled_from((1, 2, 99, 100, 999_999_999)), min_size=1, unique=True))
    tasks = []
    for number in numbers:
        lead = draw(_part(names))
        support = [name for name in draw(_part(names)) if name not in lead]
        text = draw(_TEXTS)
        deadlines = [
            {
                "id": f"{number}.{at}",
                "what": draw(_TEXTS),
                "quote": text,
                **draw(_deadline(day, year, issued)),
            }
            for at in range(1, draw(st.integers(1, 4)))
        ]
        task = {"number": number, "section": 1, "title": draw(_TEXTS), "text": text, "lead": lead}
        more = {"support": support} if support else {}
        tasks.append({**task, **more, **({"deadlines": deadlines} if deadlines else {})})
    return {"plan": plan, "sections": [{"number": 1, "title": draw(_TEXTS)}], "tasks": tasks}


@st.composite
def _deadline(draw: st.DrawFn, day: Any, year: int, issued: date) -> dict[str, Any]:
    kind = draw(st.sampled_from(("固定日期", "周期", "事后限时", "持续推进")))
    if kind == "固定日期":
        due = draw(day)
        return {"kind": kind, "due": due, **_done(draw, max(due, issued))}
    if kind == "持续推进":
        return {"kind": kind, **_done(draw, date(year + 1, 3, 1))}
    if kind == "事后限时":
        days = sorted(draw(st.sets(day, max_size=3)))
        more = {"occurrences": [{"date": one, **_done(draw, one)} for one in days]} if days else {}
        workdays = draw(st.sampled_from((1, 3, 250, 999_999_999)))
        return {"kind": kind, "event": draw(_TEXTS), "within_workdays": workdays, **more}
    every = draw(st.sampled_from(tuple(_EVERY)))
    last = f"{year}{_EVERY[every][-1]}"
    done = {"done": {last: {"on": date(year + 1, 1, 28)}}} if draw(st.booleans()) else {}
    by = draw(st.sampled_from(({}, {"by": "期末"}, {"by": "次月1日"}, {"by": "次月28日"})))
    return {"kind": kind, "every": every, **by, **done}


def _quotas(draw: st.DrawFn, names: list[str], year: int) -> dict[str, Any]:
    targets = {name: draw(_COUNTS) for name in draw(_part(names))}
    months = draw(st.lists(st.integers(1, 12), max_size=4, unique=True))
    published = {
        f"{year}-{month:02}": {name: draw(_COUNTS) for name in draw(_part(list(targets)))}
        for month in sorted(months)
    }
    start = draw(st.sampled_from((None, date(year, 1, 1), date(year, 12, 31))))
    if start and start.month == 12:
        published = {month: counts for month, counts in published.items() if month[-2:] == "12"}
    lights = draw(
        st.sampled_from(
            (
                {},
                {"lights": {"blue_below": 0, "yellow_up_to": 0}},
                {"lights": {"blue_below": 100, "yellow_up_to": 999_999_999}},
            )
        )
    )
    return {
        **{"year": year, "total": sum(targets.values())},
        **_some(draw, pace=st.sampled_from(("按月", "按季", "按日"))),
        **({"counted_from": start} if start else {}),
        **lights,
        "targets": targets,
        **({"published": published} if published else {}),
    }


def _part(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True)


def _done(draw: st.DrawFn, day: date) -> dict[str, Any]:
    return {"done": {"on": day, **_some(draw, note=_TEXTS)}} if draw(st.booleans()) else {}


def _some(draw: st.DrawFn, **values: st.SearchStrategy[Any]) -> dict[str, Any]:
    return {key: draw(value) for key, value in values.items() if draw(st.booleans())}


# -- as YAML -----------------------------------------------------------------


def _yaml(value: dict[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _lines(value))


def _lines(value: dict[str, Any]) -> list[str]:
    lines = []
    for key, below in value.items():
        head = key if key.isascii() and key.isidentifier() and key != "null" else _text(key)
        if isinstance(below, dict):
            lines += [f"{head}:" if below else f"{head}: {{}}"]
            lines += [f"  {line}" for line in _lines(below)]
        elif isinstance(below, list):
            lines.append(f"{head}:")
            lines += [f"  {line}" for one in below for line in _item(one)]
        else:
            said = below if isinstance(below, int | date) else _text(below)
            lines.append(f"{head}: {said}")
    return lines


def _item(value: Any) -> list[str]:
    if not isinstance(value, dict):
        return [f"- {_text(value)}"]
    first, *others = _lines(value)
    return [f"- {first}", *(f"  {line}" for line in others)]


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
