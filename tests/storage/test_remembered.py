"""What checking found is found again without checking: the same, and on the right days."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from anju_cli.diagnostics import Diagnostic
from anju_cli.storage import remembered, sealed
from anju_cli.storage.folders import Folder
from anju_cli.storage.remembered import Checked, Remembered
from anju_cli.validation import batch, loader
from anju_cli.validation.batch import check_all, found
from anju_cli.validation.loader import Loaded, load
from tests.project.test_startup import CHECKED_WITH, RUN, loaded
from tests.running import LATER, ROOT, TODAY, Outcome, base_with, copy_of_base, run

FIXTURES = sorted((ROOT / "tests/fixtures/bad").iterdir())
FORMS = ("text", "json", "github", "sarif", "junit")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Two plans in ``plans``: one in order, and one with a fault, a hint and a fix."""
    copy_of_base(tmp_path / "plans" / "good")
    bad = base_with(tmp_path / "plans" / "bad", "quotas", "司法局: 18", "司法局：18")
    text = (bad / "quotas.yaml").read_text("utf-8")
    (bad / "quotas.yaml").write_text(text.replace("青石镇: 80", "青石镇: 800"), "utf-8")
    return tmp_path


def check(here: Path, *args: str, today: date = TODAY) -> Outcome:
    """What a program says that may remember."""
    variables = {"ANJU_CACHE": str(here / "cache"), "NO_COLOR": "1"}
    return run("validate", *args, cwd=here, variables=variables, today=today)


def kept(here: Path) -> Path:
    return here / "cache" / "checked.found"


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, no plan can be checked."""

    def fail(folder: Path, shown: str, *_: object) -> Loaded:
        raise AssertionError(f"{folder} is checked again: {shown}")

    return lambda: monkeypatch.setattr(loader, "load", fail)


# -- the same --------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_every_format_is_the_same(here: Path, unread: Callable[[], None], form: str) -> None:
    args = ("plans", "-f", form, "--strict")
    first = check(here, *args)
    assert first == run("validate", *args, cwd=here)
    assert first.code == 1
    unread()
    assert check(here, *args) == first


def test_a_second_check_needs_neither_yaml_nor_the_schemas(here: Path) -> None:
    arguments = ["validate", str(here / "plans" / "good")]
    assert loaded(RUN.format(arguments=arguments), here / "cache") >= CHECKED_WITH
    found = loaded(RUN.format(arguments=arguments), here / "cache")
    assert not {*CHECKED_WITH, "rich", "multiprocessing"} & found


def test_one_plan_is_remembered_whichever_way_it_was_checked(
    here: Path, unread: Callable[[], None]
) -> None:
    check(here, "plans")
    unread()
    assert check(here, "plans/good") == Outcome(0, "没有问题：plans/good\n", "")
    assert check(here, "plans/bad").code == 1


def in_full(one: Checked) -> tuple[object, ...]:
    """With the fixes, which comparing leaves out."""
    return (
        *one,
        [(diagnostic, diagnostic.edits, diagnostic.excerpt) for diagnostic in one.diagnostics],
    )


def test_every_fault_there_is_comes_back_as_it_was(tmp_path: Path) -> None:
    store = Remembered(tmp_path)
    fixes = 0
    checked = []
    for folder in FIXTURES[::4]:
        whole = found(load(folder, folder.name, LATER), folder.name, LATER)
        fixes += sum(bool(diagnostic.edits) for diagnostic in whole.diagnostics)
        if sum(500 + len(one.excerpt) for one in whole.diagnostics) < 10_000:  # else it is too much
            checked.append(whole._replace(key=os.urandom(32)))
            store.keep(checked[-1])
    assert fixes > 10
    store.write()
    again = Remembered(tmp_path)
    for one in checked:
        assert one.key is not None
        back = again.get(one.key)
        assert back is not None
        assert in_full(back) == in_full(one)


# -- other files, another program ------------------------------------------


def test_an_edit_is_seen_and_the_others_are_not_checked_again(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(here, "plans")
    read = []

    def load_and_tell(folder: Path, shown: str, today: date) -> Loaded:
        read.append(shown)
        return load(folder, shown, today)

    monkeypatch.setattr(loader, "load", load_and_tell)
    with (here / "plans/good/quotas.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# 改\n")
    assert check(here, "plans").code == 1
    assert read == ["plans/good"]
    assert check(here, "plans").code == 1
    assert read == ["plans/good"]


@pytest.mark.parametrize("name", ["units.yaml", "tasks.yaml", "quotas.yaml"])
def test_a_file_that_is_not_there_is_looked_for_each_time(here: Path, name: str) -> None:
    file = here / "plans" / "good" / name
    other = file.with_suffix(".yml")
    file.rename(other)
    assert f"把 {other.name} 改名为 {name}" in check(here, "plans/good").out
    other.unlink()
    assert "请补上它" in check(here, "plans/good").out


@pytest.mark.parametrize("constant", ["remembered.FORMAT", "sealed.__version__"])
def test_another_version_has_to_check_itself(
    here: Path, monkeypatch: pytest.MonkeyPatch, unread: Callable[[], None], constant: str
) -> None:
    check(here, "plans/good")
    unread()
    check(here, "plans/good")
    monkeypatch.setattr(f"anju_cli.storage.{constant}", "other")
    with pytest.raises(AssertionError, match="is checked again: plans/good"):
        check(here, "plans/good")


# -- the day ---------------------------------------------------------------


def test_what_is_done_tomorrow_is_wrong_today_only(here: Path) -> None:
    tomorrow = TODAY + timedelta(days=1)
    base_with(here / "early", "tasks", "on: 2021-06-28", f"on: {tomorrow}")
    wrong = check(here, "early")
    assert "办结日期 2021-07-01 还没有到（今天是 2021-06-30）" in wrong.out
    assert check(here, "early") == wrong
    assert check(here, "early", today=tomorrow).out == "没有问题：early\n"
    assert check(here, "early", today=TODAY) == wrong  # by a clock that was put back


def test_a_comment_ends(here: Path) -> None:
    line = "        due: 2021-06-30\n"
    comment = line.replace("\n", "  # anju 忽略 A304 到 2021-08-31：等新的通知\n")
    plan = base_with(here / "plan", "tasks", line, comment.replace("2021-06-30", "2020-06-30", 1))
    last = date(2021, 8, 31)
    text = (plan / "tasks.yaml").read_text("utf-8")
    (plan / "tasks.yaml").write_text(text.replace("2021年6月30日前", "2020年6月30日前"), "utf-8")
    through = [check(here, "plan", today=day) for day in (TODAY, TODAY, last, last)]
    assert {outcome.out for outcome in through} == {through[0].out}
    assert "另有 1 处按注释忽略，没有列出。" in through[0].out
    after = last + timedelta(days=1)
    assert "忽略已于 2021-08-31 到期" in check(here, "plan", today=after).out


def test_law_of_the_days() -> None:
    """What is found on one day is found on every day through the last that is said; and
    that is another than the day itself but for one code."""
    days = [LATER + timedelta(days=more) for more in (1, 40, 400, 4000)]
    of_the_day = 0
    for folder in FIXTURES[::8]:
        shown = folder.name
        one = found(load(folder, shown, LATER), shown, LATER)
        for day in days:
            if one.last is None or day <= one.last:
                assert in_full(
                    found(load(folder, shown, day), shown, day)._replace(first=one.first)
                ) == in_full(one)
        of_the_day += one.last == LATER
    assert of_the_day < 5


# -- damage, and places ----------------------------------------------------


def test_damage_anywhere_is_as_if_nothing_were_kept(here: Path) -> None:
    expected = check(here, "plans")
    whole = kept(here).read_bytes()
    for place in (0, 31, 32, 40, len(whole) // 2, len(whole) - 1):
        kept(here).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert check(here, "plans") == expected
        kept(here).write_bytes(whole[:place])
        assert check(here, "plans") == expected
    assert kept(here).read_bytes() == whole


@pytest.mark.parametrize(
    "entry",
    [
        *(b"", b"x", b"2021-01-01 9999-12-31 ", b"2021-01-01 9999-12-31 {}"),
        *(b"2021-01-01 9999-12-31 [[],[[1]],[0,0,0,0]]", b"\xff\xff 9999-12-31 []"),
        *(b"2021-01-01 9999-12-31 []", b"2021-01-01 9999-99-31 [[],[],[0,0,0,0]]"),
        b"2021-01-01 9999-12-31 " + b"[" * 100_000,
    ],
)
def test_an_entry_of_somebody_else_is_not_believed(here: Path, entry: bytes) -> None:
    expected = check(here, "plans/good")
    program = sealed.program(remembered.FORMAT)
    body = sealed.read_sealed(kept(here), program)
    assert body is not None
    sealed.write_sealed(kept(here), program, body.split(b" ")[0] + b" " + entry)
    assert check(here, "plans/good") == expected


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_where_nothing_can_be_written_the_answer_is_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    expected = run("validate", "plans", cwd=here)
    monkeypatch.setattr("pathlib.Path.mkdir", fail)
    assert check(here, "plans") == expected
    assert not kept(here).exists()


def test_nothing_is_kept_where_nothing_may_be(here: Path) -> None:
    before = sorted(here.rglob("*"))
    for variables in ({"ANJU_CACHE": "", "HOME": str(here)}, {}):
        assert run("validate", "plans", cwd=here, variables=variables).code == 1
    assert sorted(here.rglob("*")) == before


# -- how much ---------------------------------------------------------------


def many(count: int, text: str = "错") -> Checked:
    diagnostics = tuple(Diagnostic("a", line, 1, "A203", "error", text) for line in range(count))
    return Checked(("a",), diagnostics, count, 0, 1, 0, TODAY, None, os.urandom(32))


def test_what_has_too_much_to_say_is_checked_each_time(tmp_path: Path) -> None:
    store = Remembered(tmp_path)
    cut = many(300)
    store.keep(cut._replace(diagnostics=cut.diagnostics[:200]))
    store.keep(many(200, "错" * 200))
    store.keep(many(200)._replace(key=None))
    store.write()
    assert list(tmp_path.iterdir()) == []
    store.keep(many(200))
    store.write()
    assert len(list(tmp_path.iterdir())) == 1


def test_what_was_used_longest_ago_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = [many(1) for _ in range(4)]
    size = None
    for one in checked:
        store = Remembered(tmp_path)
        store.keep(one)
        store.write()
        (file,) = tmp_path.iterdir()
        if size is None:
            size = file.stat().st_size - 32 + 1
            monkeypatch.setattr(remembered, "_MOST_BYTES", 3 * size)
    store = Remembered(tmp_path)

    def is_there(one: Checked) -> bool:
        assert one.key is not None
        try:
            return store.get(one.key) is not None
        except KeyError:
            return False

    assert [is_there(one) for one in checked] == [False, True, True, True]


def test_what_was_found_before_giving_up_is_kept(
    here: Path, monkeypatch: pytest.MonkeyPatch, unread: Callable[[], None]
) -> None:
    def load_or_give_up(folder: Path, shown: str, today: date) -> Loaded:
        if shown == "plans/good":
            raise KeyboardInterrupt
        return load(folder, shown, today)

    with monkeypatch.context() as patch:
        patch.setattr(loader, "load", load_or_give_up)
        assert check(here, "plans") == Outcome(130, "", "已取消。\n")
    unread()
    assert check(here, "plans/bad").code == 1


def test_by_workers_it_is_the_same(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "WORTH_WORKERS", 2)
    folders = [Folder(here / "plans" / name, name, "option") for name in ("bad", "good", "none")]
    cache = here / "cache"
    alone = [batch.check(batch.Job(str(one.path), one.shown, TODAY, 1)) for one in folders]
    assert [in_full(one) for one in check_all(folders, TODAY, cache, 1)] == [
        in_full(one) for one in alone
    ]
    assert kept(here).is_file()
