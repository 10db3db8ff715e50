"""What the scripts of ``benchmarks`` say about times that are given; none is measured here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.ledgers import hledger, icalendar, taskwarrior
from benchmarks.markdown import put_between, table
from benchmarks.measuring import (
    DidNotWorkError,
    Promise,
    Work,
    in_turn,
    kept,
    middle_half,
    milliseconds,
    quiet,
    quotient,
    that_work,
    times_as,
)
from benchmarks.peers import GROUPS, TextEdits, compared, measured_lines
from benchmarks.run import README, SCRIPTS

# -- tables ------------------------------------------------------------------


def test_a_table_has_its_columns_left_or_right() -> None:
    assert table(("what", "ms"), ("a|b", "7"), columns="lr") == [
        "| what | ms |",
        "| :-- | --: |",
        r"| a\|b | 7 |",
    ]


def test_what_is_written_takes_the_place_between_its_marks() -> None:
    text = "before\n<!-- x -->\nold\n<!-- /x -->\nafter\n"
    assert put_between(text, "x", "new\n") == "before\n<!-- x -->\n\nnew\n\n<!-- /x -->\nafter\n"


@pytest.mark.parametrize("text", ["", "<!-- x -->", "<!-- /x --> <!-- x -->"])
def test_a_text_without_the_marks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no <!-- x --> … <!-- /x -->"):
        put_between(text, "x", "new")


def test_the_readme_has_a_place_for_each_script() -> None:
    text = README.read_text(encoding="utf-8")
    for script in SCRIPTS:
        assert put_between(text, script, "new") != text


# -- quotients ---------------------------------------------------------------


def test_a_quotient_is_the_median_of_those_of_neighbours() -> None:
    assert quotient([10, 40, 90], [10, 20, 30]) == 2


def test_a_slow_spell_that_falls_on_both_moves_no_quotient() -> None:
    assert quotient([20, 2000, 20], [10, 1000, 10]) == 2


def test_the_middle_half_goes_from_quartile_to_quartile() -> None:
    assert middle_half([1, 2, 3, 4, 5, 6, 7]) == "2–6"
    assert middle_half([5]) == "5–5"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.304, "0.30"), (5.996, "6.00"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_a_quotient_is_shown_with_the_figures_that_count(value: float, shown: str) -> None:
    assert times_as(value) == shown


def test_a_promise_is_kept_by_what_was_measured_not_by_what_is_shown() -> None:
    times = {"ours": [6.0], "late": [6.001], "bare": [1.0]}
    promises = [Promise("ours", "bare", 6), Promise("late", "bare", 6), Promise("gone", "bare", 1)]
    assert kept(promises, times) == [
        ("ours ÷ bare", "≤ 6", "6.00", "yes"),
        ("late ÷ bare", "≤ 6", "6.00", "no"),
    ]


def test_what_is_compared_who_is_faster_and_what_was_left_out_is_all_said() -> None:
    group = GROUPS["check-many"]
    times = {
        "`python -c pass`": [10.0, 10.0],
        "`anju validate`": [1000.0, 1000.0],
        "`yamale`": [2500.0, 2500.0],
        "`hledger check --strict`": [50.0, 50.0],
    }
    assert list(measured_lines([(group, times)], ["`yamllint`: not installed"])) == [
        "| work | command | median ms | middle half | × `python -c pass` | anju ÷ it |",
        "| :-- | :-- | --: | --: | --: | --: |",
        "| check 2,000 tasks | `python -c pass` | 10 | 10–10 | 1.00 |  |",
        "|  | `anju validate` | 1,000 | 1,000–1,000 | 100 |  |",
        "|  | `yamale` | 2,500 | 2,500–2,500 | 250 | 0.40 |",
        "|  | `hledger check --strict` | 50 | 50–50 | 5.00 | 20.0 |",
        "",
        "Faster than anju:",
        "",
        "- check 2,000 tasks: `hledger check --strict`; anju takes 20.0 × as long",
        "",
        "| quotient | promised | measured | met |",
        "| :-- | --: | --: | :-- |",
        "| `anju validate` ÷ `yamale` | ≤ 0.5 | 0.40 | yes |",
        "",
        "Left out: `yamllint`: not installed.",
    ]


def test_a_peer_s_work_is_compared_with_the_same_of_anju_s() -> None:
    times = {
        "`python -c pass`": [10.0],
        "`anju tasks --unit 司法局`": [60.0],
        "`anju tasks --unit 司法局` after an edit": [150.0],
        "`todo list`": [200.0],
        "`todo list` after an edit": [300.0],
    }
    assert dict(compared(GROUPS["ask"], times)) == {
        "`todo list`": 0.3,
        "`todo list` after an edit": 0.5,
    }
    assert "None is faster than anju." in measured_lines([(GROUPS["ask"], times)], [])


# -- works -------------------------------------------------------------------


def python(name: str, code: str, folder: Path, says: str = "") -> Work:
    return Work(name, (sys.executable, "-c", code), folder, quiet(folder), says=says)


def test_each_round_runs_every_work_once(tmp_path: Path) -> None:
    add = "import sys; open('log', 'a').write('{}')"
    works = [python(name, add.format(name), tmp_path) for name in "ab"]
    times = in_turn(works, 3)
    assert {name: len(taken) for name, taken in times.items()} == {"a": 3, "b": 3}
    assert (tmp_path / "log").read_text(encoding="utf-8") == "abbaab"


def test_what_does_not_do_its_work_is_named_and_left_out(tmp_path: Path) -> None:
    gone = Work("gone", ("no-such-program",), tmp_path, quiet(tmp_path))
    works = [
        python("well", "print('done')", tmp_path, says="done"),
        python("silent", "print('else')", tmp_path, says="done"),
        python("broken", "raise SystemExit('no plan')", tmp_path),
        python("fallen", "1 / 0", tmp_path),
        gone,
    ]
    able, reasons = that_work(works)
    assert [work.name for work in able] == ["well"]
    assert reasons == [
        "silent: exit code 0, “else”",
        "broken: exit code 1, “no plan”",
        "fallen: exit code 1, “ZeroDivisionError: division by zero”",
        "gone: not installed",
    ]


@pytest.mark.skipif(os.name != "posix", reason="there is no such terminal")
def test_a_work_on_a_terminal_has_one_of_a_hundred_columns(tmp_path: Path) -> None:
    code = "import os, sys; print(sys.stdout.isatty(), os.get_terminal_size().columns)"
    work = python("terminal", code, tmp_path, says="True 100")
    assert milliseconds(work._replace(terminal=True)) > 0
    with pytest.raises(DidNotWorkError):
        milliseconds(work._replace(terminal=True, says="False"))


def test_an_edited_file_has_another_content_each_time(tmp_path: Path) -> None:
    file = tmp_path / "tasks.yaml"
    file.write_bytes(b"# head\nplan:\n")
    edit = TextEdits(file, "\nplan:", "\n# 改过 {} 次\nplan:")
    edit()
    assert file.read_text(encoding="utf-8") == "# head\n# 改过 1 次\nplan:\n"
    edit()
    assert file.read_text(encoding="utf-8") == "# head\n# 改过 2 次\nplan:\n"


def test_what_cannot_be_edited_is_not_measured_as_edited(tmp_path: Path) -> None:
    file = tmp_path / "1.ics"
    file.write_bytes(b"BEGIN:VCALENDAR\r\n")
    with pytest.raises(ValueError, match=r"no SUMMARY: in 1\.ics"):
        TextEdits(file, "SUMMARY:", "SUMMARY:{}")


# -- the peers' files --------------------------------------------------------


def test_the_same_task_in_each_format(tmp_path: Path) -> None:
    icalendar(tmp_path / "lists", 1)
    assert (tmp_path / "lists" / "1.ics").read_bytes().decode().split("\r\n") == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//anju//benchmarks//", "BEGIN:VTODO"),
        *("UID:1@example.invalid", "DTSTAMP:20210526T000000Z", "DUE;VALUE=DATE:20310207"),
        *("SUMMARY:公布和更新第1号目录", "CATEGORIES:司法局", "STATUS:NEEDS-ACTION"),
        *("END:VTODO", "END:VCALENDAR", ""),
    ]
    taskwarrior(tmp_path / "tasks.json", 1)
    assert (tmp_path / "tasks.json").read_text(encoding="utf-8") == (
        '[{"description": "公布和更新第1号目录", "due": "20310207T000000Z", "project": "司法局"}]'
    )
    hledger(tmp_path / "plan.journal", 1)
    assert (tmp_path / "plan.journal").read_text(encoding="utf-8") == (
        "commodity 1. 项\naccount 司法局\naccount 任务\n\n"
        "2031-02-07 公布和更新第1号目录\n    司法局  1 项\n    任务\n"
    )
