"""From deadlines to duties, with the dates of the 2021 plan (issued 2021-05-26)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.model.duties import (
    STATE_WORDS,
    Duty,
    Every,
    Period,
    State,
    duties_of,
    effective_due,
    in_order,
    period_due,
    periods,
)
from anju_cli.model.schema import (
    Done,
    EventDeadline,
    FixedDeadline,
    Occurrence,
    OngoingDuty,
    PlanInfo,
    RecurringDeadline,
)

ONE_DAY = timedelta(days=1)
EVERY: tuple[Every, ...] = get_args(Every)
ISSUED = date(2021, 5, 26)
NEW_YEAR = date(2021, 1, 1)
UNKNOWN_YEAR = 2100


def a_plan(*, year: int = 2021, soon_days: int = 7, roll_workdays: int = 0) -> PlanInfo:
    return PlanInfo(
        title="2021年全区政务公开重点任务分工方案",
        issuer="遂宁市安居区人民政府办公室",
        issued=ISSUED if year == 2021 else date(year, 1, 1),
        year=year,
        source="notice-2021.txt",
        soon_days=soon_days,
        roll_workdays=roll_workdays,
    )


PLAN = a_plan()


def done(on: date) -> Done:
    return Done(on=on, note=None, link=None)


def fixed(due: date, finished: Done | None = None, *, number: str = "12.2") -> FixedDeadline:
    return FixedDeadline(
        id=number,
        what="梳理形成现行有效政策文件清单",
        quote="2021年10月31日前梳理形成现行有效政策文件清单",
        note=None,
        kind="固定日期",
        due=due,
        done=finished,
    )


def monthly(finished: dict[str, Done] | None = None) -> RecurringDeadline:
    return RecurringDeadline(
        id="13.1",
        what="每月派送签收情况报区政府办公室",
        quote="每月派送签收情况于次月1日前报区政府办公室",
        note=None,
        kind="周期",
        every="每月",
        by="次月1日",
        done=finished or {},
    )


def inspection(every: Every) -> RecurringDeadline:
    return RecurringDeadline(
        id="16.1",
        what="抽查政务新媒体",
        quote="月度、季度全覆盖抽查和半年检查",
        note=None,
        kind="周期",
        every=every,
        by="期末",
        done={},
    )


def filing(*occurrences: Occurrence) -> EventDeadline:
    return EventDeadline(
        id="14.1",
        what="向区政府办公室报备",
        quote="要在3个工作日内向区政府办公室进行报备",
        note=None,
        kind="事后限时",
        event="政务新媒体的开设、变更、关停、注销",
        within_workdays=3,
        occurrences=occurrences,
    )


def happened(on: date, what: str | None = None, finished: Done | None = None) -> Occurrence:
    return Occurrence(date=on, what=what, done=finished)


def ongoing(finished: Done | None = None, *, number: str = "7.1") -> OngoingDuty:
    return OngoingDuty(
        id=number,
        what="公开地方政府债务信息",
        quote="定期在统一平台公开",
        note=None,
        kind="持续推进",
        done=finished,
    )


# -- periods -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (
            "每月",
            [
                "2021-05",
                "2021-06",
                "2021-07",
                "2021-08",
                "2021-09",
                "2021-10",
                "2021-11",
                "2021-12",
            ],
        ),
        ("每季度", ["2021-Q2", "2021-Q3", "2021-Q4"]),
        ("每半年", ["2021-H1", "2021-H2"]),
        ("每年", ["2021"]),
    ],
)
def test_periods_of_the_2021_plan(every: Every, expected: list[str]) -> None:
    assert [period.label for period in periods(every, 2021, ISSUED)] == expected


def test_a_period_is_named_for_people_and_has_its_first_and_last_day() -> None:
    assert periods("每月", 2021, ISSUED)[1] == Period(
        "2021-06", "2021年6月", date(2021, 6, 1), date(2021, 6, 30)
    )
    assert periods("每季度", 2021, ISSUED)[0] == Period(
        "2021-Q2", "2021年二季度", date(2021, 4, 1), date(2021, 6, 30)
    )
    assert periods("每半年", 2021, ISSUED)[0] == Period(
        "2021-H1", "2021年上半年", date(2021, 1, 1), date(2021, 6, 30)
    )
    assert periods("每年", 2021, ISSUED) == (
        Period("2021", "2021年全年", date(2021, 1, 1), date(2021, 12, 31)),
    )


def test_titles_of_quarters_and_halves() -> None:
    titles = [p.title for every in ("每季度", "每半年") for p in periods(every, 2021, NEW_YEAR)]
    assert titles == [
        "2021年一季度",
        "2021年二季度",
        "2021年三季度",
        "2021年四季度",
        "2021年上半年",
        "2021年下半年",
    ]


@pytest.mark.parametrize(
    ("issued", "first"),
    [
        (date(2020, 12, 1), "2021-01"),
        (date(2021, 5, 31), "2021-05"),  # ends on the day of issue
        (date(2021, 6, 1), "2021-06"),
        (date(2021, 12, 31), "2021-12"),
    ],
)
def test_the_first_period_ends_on_the_day_of_issue_or_later(issued: date, first: str) -> None:
    assert periods("每月", 2021, issued)[0].label == first


def test_a_plan_issued_after_its_year_has_no_periods() -> None:
    assert periods("每年", 2021, date(2022, 1, 1)) == ()


@pytest.mark.parametrize(("year", "last"), [(2021, 28), (2024, 29), (2100, 28), (2000, 29)])
def test_february(year: int, last: int) -> None:
    assert periods("每月", year, date(year, 1, 1))[1].end == date(year, 2, last)


@given(st.sampled_from(EVERY), st.integers(1, 9998))
def test_periods_tile_the_year(every: Every, year: int) -> None:
    turns = periods(every, year, date(year, 1, 1))
    assert turns[0].start == date(year, 1, 1)
    assert turns[-1].end == date(year, 12, 31)
    assert all(turn.end + ONE_DAY == following.start for turn, following in pairwise(turns))
    assert len({period.label for period in turns}) == len(turns)


@given(st.sampled_from(EVERY), st.dates(NEW_YEAR, date(2021, 12, 31)))
def test_a_later_issue_only_drops_periods_that_were_over(every: Every, issued: date) -> None:
    whole, left = periods(every, 2021, NEW_YEAR), periods(every, 2021, issued)
    assert whole[len(whole) - len(left) :] == left
    assert left[0].start <= issued <= left[0].end


@pytest.mark.parametrize(
    ("every", "index", "by", "due"),
    [
        ("每月", 0, "次月1日", date(2021, 6, 1)),
        ("每月", -1, "次月1日", date(2022, 1, 1)),
        ("每月", 0, "次月28日", date(2021, 6, 28)),
        ("每月", 0, "期末", date(2021, 5, 31)),
        ("每季度", 0, "期末", date(2021, 6, 30)),
        ("每季度", 0, "次月10日", date(2021, 7, 10)),
        ("每半年", -1, "次月5日", date(2022, 1, 5)),
        ("每年", 0, "期末", date(2021, 12, 31)),
    ],
)
def test_when_a_period_is_due(every: Every, index: int, by: str, due: date) -> None:
    assert period_due(periods(every, 2021, ISSUED)[index].end, by) == due


# -- states ------------------------------------------------------------------

DUE = date(2021, 10, 31)


@pytest.mark.parametrize(
    ("today", "state", "days_left"),
    [
        (date(2021, 10, 23), "upcoming", 8),
        (date(2021, 10, 24), "soon", 7),
        (date(2021, 10, 30), "soon", 1),
        (date(2021, 10, 31), "today", 0),  # the day itself is in time
        (date(2021, 11, 1), "overdue", -1),
    ],
)
def test_the_state_of_what_is_not_done(today: date, state: State, days_left: int) -> None:
    (duty,) = duties_of(fixed(DUE), 12, PLAN, today)
    assert (duty.state, duty.days_left, duty.done_on) == (state, days_left, None)


@pytest.mark.parametrize(
    ("done_on", "state"),
    [
        (date(2021, 6, 1), "done"),
        (date(2021, 10, 31), "done"),
        (date(2021, 11, 1), "done_late"),
    ],
)
def test_the_state_of_what_is_done(done_on: date, state: State) -> None:
    (duty,) = duties_of(fixed(DUE, done(done_on)), 12, PLAN, date(2021, 12, 1))
    assert (duty.state, duty.days_left, duty.done_on) == (state, None, done_on)


@pytest.mark.parametrize(
    ("today", "state", "done_on"),
    [
        (date(2021, 10, 31), "today", None),
        (date(2021, 11, 2), "overdue", None),
        (date(2021, 11, 3), "done_late", date(2021, 11, 3)),
    ],
)
def test_what_is_done_later_than_today_is_not_done_yet(
    today: date, state: State, done_on: date | None
) -> None:
    (duty,) = duties_of(fixed(DUE, done(date(2021, 11, 3))), 12, PLAN, today)
    assert (duty.state, duty.done_on) == (state, done_on)


@pytest.mark.parametrize(
    ("soon_days", "today", "state"),
    [
        (0, date(2021, 10, 30), "upcoming"),
        (0, date(2021, 10, 31), "today"),
        (1, date(2021, 10, 30), "soon"),
        (30, date(2021, 10, 1), "soon"),
        (30, date(2021, 9, 30), "upcoming"),
    ],
)
def test_how_soon_is_soon_is_the_plans_choice(soon_days: int, today: date, state: State) -> None:
    (duty,) = duties_of(fixed(DUE), 12, a_plan(soon_days=soon_days), today)
    assert duty.state == state


dates = st.dates(date(2021, 1, 1), date(2022, 12, 31))


@given(dates, dates, st.one_of(st.none(), dates), st.integers(0, 30))
def test_exactly_one_state_holds(due: date, today: date, on: date | None, soon_days: int) -> None:
    (duty,) = duties_of(
        fixed(due, None if on is None else done(on)), 12, a_plan(soon_days=soon_days), today
    )
    is_done = on is not None and on <= today
    soon_from = due - ONE_DAY * soon_days
    holds: dict[State, bool] = {
        "done": is_done and on is not None and on <= due,
        "done_late": is_done and on is not None and on > due,
        "overdue": not is_done and due < today,
        "today": not is_done and today == due,
        "soon": not is_done and soon_from <= today < due,
        "upcoming": not is_done and today < soon_from,
    }
    assert [state for state, it_holds in holds.items() if it_holds] == [duty.state]


def test_every_state_has_a_word() -> None:
    assert tuple(STATE_WORDS) == get_args(State)
    assert list(STATE_WORDS.values()) == [
        "已办结",
        "逾期办结",
        "逾期",
        "今日到期",
        "临期",
        "未到期",
        "持续推进",
        "事发后计时",
    ]


# -- the four kinds ----------------------------------------------------------


def test_a_fixed_date() -> None:
    (duty,) = duties_of(fixed(DUE), 12, PLAN, date(2021, 10, 1))
    assert duty.last_workday == date(2021, 10, 29)
    assert (duty,) == (
        Duty(
            id="12.2",
            task=12,
            what="梳理形成现行有效政策文件清单",
            kind="fixed",
            period=None,
            due=date(2021, 10, 31),  # a Sunday, and it stays
            state="upcoming",
            days_left=30,
            done=None,
            quote="2021年10月31日前梳理形成现行有效政策文件清单",
            rule="固定日期，含当日",
        ),
    )


def test_a_fixed_date_in_a_year_without_a_calendar() -> None:
    due = date(UNKNOWN_YEAR, 1, 4)
    (duty,) = duties_of(fixed(due), 12, a_plan(year=UNKNOWN_YEAR), due)
    assert (duty.due, duty.last_workday, duty.state) == (due, None, "today")


def test_a_recurring_deadline_makes_a_duty_a_period() -> None:
    duties = duties_of(monthly(), 13, PLAN, date(2021, 7, 1))
    assert [(duty.what, duty.due, duty.state) for duty in duties[:4]] == [
        ("每月派送签收情况报区政府办公室（2021年5月）", date(2021, 6, 1), "overdue"),
        ("每月派送签收情况报区政府办公室（2021年6月）", date(2021, 7, 1), "today"),
        ("每月派送签收情况报区政府办公室（2021年7月）", date(2021, 8, 1), "upcoming"),
        ("每月派送签收情况报区政府办公室（2021年8月）", date(2021, 9, 1), "upcoming"),
    ]
    assert duties[-1].last_workday == date(2021, 12, 31)
    assert duties[-1] == Duty(
        id="13.1",
        task=13,
        what="每月派送签收情况报区政府办公室（2021年12月）",
        kind="recurring",
        period=Period("2021-12", "2021年12月", date(2021, 12, 1), date(2021, 12, 31)),
        due=date(2022, 1, 1),
        state="upcoming",
        days_left=184,
        done=None,
        quote="每月派送签收情况于次月1日前报区政府办公室",
        rule="每月，次月1日前（含当日）",
    )


def test_each_period_is_done_by_itself() -> None:
    finished = {"2021-05": done(date(2021, 6, 1)), "2021-07": done(date(2021, 8, 2))}
    duties = duties_of(monthly(finished), 13, PLAN, date(2021, 8, 3))
    states = [(duty.period.label, duty.state) for duty in duties[:4] if duty.period]
    assert states == [
        ("2021-05", "done"),
        ("2021-06", "overdue"),
        ("2021-07", "done_late"),
        ("2021-08", "upcoming"),
    ]


@pytest.mark.parametrize(
    ("every", "rule"),
    [
        ("每月", "每月，期末前（含当日）"),
        ("每季度", "每季度，期末前（含当日）"),
        ("每半年", "每半年，期末前（含当日）"),
        ("每年", "每年，期末前（含当日）"),
    ],
)
def test_the_rule_of_a_recurring_deadline(every: Every, rule: str) -> None:
    assert {d.rule for d in duties_of(inspection(every), 16, PLAN, ISSUED)} == {rule}


def test_an_event_has_a_standing_rule_and_a_duty_each_time() -> None:
    deadline = filing(
        happened(date(2021, 9, 30)),
        happened(date(2021, 9, 17), "关停“安居某某”公众号", done(date(2021, 9, 24))),
    )
    standing, first, second = duties_of(deadline, 14, PLAN, date(2021, 10, 8))
    assert (standing.last_workday, first.last_workday) == (None, date(2021, 10, 11))
    assert standing == Duty(
        id="14.1",
        task=14,
        what="向区政府办公室报备",
        kind="event",
        period=None,
        due=None,
        state="event",
        days_left=None,
        done=None,
        quote="要在3个工作日内向区政府办公室进行报备",
        rule="事发后3个工作日内（当天不计）",
    )
    assert first == Duty(
        id="14.1",
        task=14,
        what="向区政府办公室报备（2021-09-30 发生）",
        kind="event",
        period=None,
        due=date(2021, 10, 11),
        state="soon",
        days_left=3,
        done=None,
        quote="要在3个工作日内向区政府办公室进行报备",
        rule="事发后3个工作日内（当天不计）",
        event=date(2021, 9, 30),
    )
    assert [duty.turn for duty in (standing, first, second)] == ["", "2021-09-30", "2021-09-17"]
    assert second.what == "向区政府办公室报备（2021-09-17 关停“安居某某”公众号）"
    assert (second.due, second.state) == (date(2021, 9, 23), "done_late")


def test_an_event_later_than_today_is_not_known_yet() -> None:
    deadline = filing(happened(date(2021, 9, 30)))
    assert len(duties_of(deadline, 14, PLAN, date(2021, 9, 29))) == 1
    assert len(duties_of(deadline, 14, PLAN, date(2021, 9, 30))) == 2


def test_an_event_in_a_year_without_a_calendar_has_no_due_date() -> None:
    today = date(UNKNOWN_YEAR, 6, 1)
    deadline = filing(
        happened(date(UNKNOWN_YEAR, 1, 4)),
        happened(date(UNKNOWN_YEAR, 1, 5), None, done(date(UNKNOWN_YEAR, 1, 6))),
    )
    _, waiting, finished = duties_of(deadline, 14, a_plan(year=UNKNOWN_YEAR), today)
    assert (waiting.due, waiting.days_left, waiting.state) == (None, None, "event")
    assert (finished.due, finished.days_left, finished.state) == (None, None, "done")


@pytest.mark.parametrize(
    ("finished", "state"),
    [
        (None, "ongoing"),
        (done(date(2021, 6, 1)), "done"),
        (done(date(2021, 6, 2)), "ongoing"),  # not done yet on the day asked about
    ],
)
def test_a_duty_without_a_date_is_never_overdue(finished: Done | None, state: State) -> None:
    (duty,) = duties_of(ongoing(finished), 7, PLAN, date(2021, 6, 1))
    assert (duty.kind, duty.due, duty.days_left, duty.state) == ("ongoing", None, None, state)
    assert duty.rule == "无固定日期"


# -- days off ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "roll_workdays", "effective"),
    [
        (date(2021, 10, 31), 0, date(2021, 10, 31)),  # a Sunday
        (date(2021, 10, 31), 1, date(2021, 11, 1)),
        (date(2021, 10, 31), 3, date(2021, 11, 3)),
        (date(2021, 10, 29), 3, date(2021, 10, 29)),  # a working day
        (date(2021, 5, 8), 1, date(2021, 5, 8)),  # a Saturday that is worked
        (date(2021, 10, 1), 1, date(2021, 10, 8)),
        (date(2022, 1, 1), 1, date(2022, 1, 4)),
        (date(UNKNOWN_YEAR, 1, 2), 1, date(UNKNOWN_YEAR, 1, 2)),
    ],
)
def test_where_a_day_off_moves(due: date, roll_workdays: int, effective: date) -> None:
    assert effective_due(due, roll_workdays) == effective


def test_a_plan_that_rolls_is_late_only_after_the_rolled_day() -> None:
    rolling = a_plan(roll_workdays=1)
    (duty,) = duties_of(fixed(DUE, done(date(2021, 11, 1))), 12, rolling, date(2021, 12, 1))
    assert (duty.due, duty.last_workday, duty.state) == (
        date(2021, 11, 1),
        date(2021, 11, 1),
        "done",
    )
    assert duty.rule == "固定日期，含当日；遇休息日顺延至其后第1个工作日"


def test_periods_roll_as_well() -> None:
    duties = duties_of(monthly(), 13, a_plan(roll_workdays=1), ISSUED)
    assert duties[2].due == date(2021, 8, 2)  # 1 August 2021 is a Sunday
    assert duties[2].rule == "每月，次月1日前（含当日）；遇休息日顺延至其后第1个工作日"


# -- order -------------------------------------------------------------------


def _all_kinds() -> tuple[Duty, ...]:
    today = date(2021, 9, 1)
    return (
        *duties_of(fixed(date(2021, 6, 30), number="2.1"), 2, PLAN, today),
        *duties_of(fixed(date(2021, 5, 31), number="13.2"), 13, PLAN, today),
        *duties_of(
            fixed(date(2021, 8, 31), done(date(2021, 8, 1)), number="12.1"), 12, PLAN, today
        ),
        *duties_of(fixed(date(2021, 5, 30), done(date(2021, 5, 28)), number="1.1"), 1, PLAN, today),
        *duties_of(fixed(date(2021, 10, 31), number="12.9"), 12, PLAN, today),
        *duties_of(fixed(date(2021, 10, 31), number="12.10"), 12, PLAN, today),
        *duties_of(fixed(date(2021, 10, 31), number="3.1"), 3, PLAN, today),
        *duties_of(
            filing(happened(date(2021, 8, 28)), happened(date(2021, 8, 29))), 14, PLAN, today
        ),
        *duties_of(ongoing(number="7.2"), 7, PLAN, today),
        *duties_of(ongoing(done(date(2021, 6, 1)), number="7.1"), 7, PLAN, today),
    )


def test_what_is_overdue_comes_first_then_by_date_then_what_has_none() -> None:
    assert [(duty.id, duty.due, duty.state) for duty in in_order(_all_kinds())] == [
        ("13.2", date(2021, 5, 31), "overdue"),
        ("2.1", date(2021, 6, 30), "overdue"),
        ("1.1", date(2021, 5, 30), "done"),
        ("12.1", date(2021, 8, 31), "done"),
        ("14.1", date(2021, 9, 1), "today"),
        ("14.1", date(2021, 9, 1), "today"),
        ("3.1", date(2021, 10, 31), "upcoming"),
        ("12.9", date(2021, 10, 31), "upcoming"),
        ("12.10", date(2021, 10, 31), "upcoming"),
        ("14.1", None, "event"),
        ("7.1", None, "done"),
        ("7.2", None, "ongoing"),
    ]


@given(st.permutations(_all_kinds()))
def test_the_order_does_not_depend_on_the_order_given(shuffled: list[Duty]) -> None:
    assert in_order(shuffled) == in_order(_all_kinds())


def test_equals_go_by_task_before_they_go_by_number() -> None:
    (later,) = duties_of(fixed(DUE, number="1.1"), 3, PLAN, ISSUED)
    (earlier,) = duties_of(fixed(DUE, number="2.1"), 2, PLAN, ISSUED)
    assert in_order([later, earlier]) == (earlier, later)
