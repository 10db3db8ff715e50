"""``anju done``, ``undone`` and ``event``: what a record changes, in a sentence."""

from __future__ import annotations

from anju_cli.model.duties import Duty
from anju_cli.views.words import state_cell


def mark_sentence(title: str, before: Duty, after: Duty) -> str:
    """Say how a duty stood before and stands after it was marked.

    12.1 公布目录：逾期 3 天 → 2021-07-03 逾期办结，晚 3 天（期限 2021-06-30，含当日）。
    """
    due = after.due or before.due
    limit = f"期限 {due}，含当日" if due else "没有期限"
    return f"{title}：{_state(before)} → {_state(after)}（{limit}）。"


def event_sentence(title: str, duty: Duty) -> str:
    """Say by when what has happened is to be done."""
    if duty.due is None:
        return f"{title}：那一年的放假安排还不知道，算不出最迟哪天办结（{duty.rule}）。"
    state = state_cell(duty).text
    return f"{title}：{duty.rule}，最迟 {duty.due}（含当日）办结；现在{state}。"


def _state(duty: Duty) -> str:
    if duty.done_on is None:
        return state_cell(duty).text
    if duty.due is None:
        return f"{duty.done_on} 办结"
    late = (duty.done_on - duty.due).days
    return f"{duty.done_on} 逾期办结，晚 {late} 天" if late > 0 else f"{duty.done_on} 已办结"
