"""What is kept between questions: it answers like the files, or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from anju_cli.diagnostics import Diagnostic
from anju_cli.environment import cache_folder
from anju_cli.model import schema
from anju_cli.model.plan import Plan
from anju_cli.model.schema import Done, Occurrence
from anju_cli.storage import cache as module
from anju_cli.storage.cache import CachedPlan, ValidPlan
from anju_cli.validation import loader
from anju_cli.validation.loader import Loaded, load
from tests.running import BASE, ROOT, TODAY, Outcome, base_with, copy_of_base, run

LISTS = [
    ("tasks",),
    ("tasks", "--unit", "区司法局"),
    ("units",),
    ("units", "--group", "各镇、街道"),
    ("deadlines",),
    ("deadlines", "--all"),
    ("quotas",),
    ("quotas", "--by", "kind"),
]
PAGES = [
    ("status",),
    ("show", "1", "--expand"),
    ("show", "2"),
    ("unit", "司法局"),
    ("unit", "综合执法大队"),
]
REFUSED = [("unit", "司法"), ("units", "--group", "镇"), ("show", "99"), ("due", "9", "--event")]
DUE = {BASE: ("due", "2", "--event", "2021-06-10"), "data": ("due", "14", "--event", "2021-09-30")}

PLAN = load(ROOT / BASE, BASE, TODAY).plan
assert PLAN is not None
VALID = ValidPlan(PLAN, (), since=TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the base plan, to be edited."""
    return copy_of_base(tmp_path / "plan")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder of the cache. It is not there yet."""
    return tmp_path / "home" / "cache"


def ask(folder: Path, cache: Path, *question: str) -> Outcome:
    """The answer of a program that may keep what it reads."""
    command = question or ("status", "-f", "json")
    return run(*command, "--data", str(folder), variables={"ANJU_CACHE": str(cache)})


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.is_dir() else []


def title(outcome: Outcome) -> str:
    text: str = outcome.json["plan"]["title"]
    return text


def edit(folder: Path, new: str) -> None:
    """Give the plan another title."""
    file = folder / "tasks.yaml"
    old, *_ = [line for line in file.read_text("utf-8").splitlines() if "  title: " in line]
    file.write_text(file.read_text("utf-8").replace(old, f"  title: {new}", 1), "utf-8")


# -- the same answers --------------------------------------------------------

FORMS = ("table", "markdown", "json")
ANSWERS = [
    *((*question, "-f", form) for question in LISTS for form in (*FORMS, "csv")),
    *((*question, "-f", form) for question in (*PAGES, ("due",)) for form in FORMS),
    *REFUSED,
]


@pytest.mark.parametrize("data", [BASE, "data"])
def test_every_answer_is_the_same_with_and_without(
    cache: Path, monkeypatch: pytest.MonkeyPatch, data: str
) -> None:
    def fail(folder: Path, shown: str) -> Loaded:
        raise AssertionError(f"{folder} is checked again: {shown}")

    questions = [(*DUE[data], *each[1:]) if each[:2] == ("due", "-f") else each for each in ANSWERS]
    plain = [run(*question, "--data", data) for question in questions]
    variables = {"ANJU_CACHE": str(cache)}
    assert run(*questions[0], "--data", data, variables=variables) == plain[0]
    monkeypatch.setattr(loader, "load", fail)
    for question, expected in zip(questions, plain, strict=True):
        assert run(*question, "--data", data, variables=variables) == expected
    assert {outcome.code for outcome in plain} == {0, 2}
    assert len(kept(cache)) == 1


def deep(value: object) -> object:
    """A value with all that is in it, in order and with its types; a model, which may have
    become a record, by its fields."""
    if isinstance(value, dict):
        return "dict", [(key, deep(item)) for key, item in value.items()]
    if isinstance(value, tuple | list):
        return type(value).__name__, [deep(item) for item in value]
    if isinstance(value, frozenset):
        return "frozenset", sorted(value)
    if value is None or isinstance(value, str | int | date):
        return type(value).__name__, value
    return {name: deep(item) for name, item in vars(value).items()}


TEXTS = st.text(min_size=1, max_size=8)
DAYS = st.dates()
DONES = st.builds(Done.model_construct, on=DAYS, note=st.none() | TEXTS, link=st.none() | TEXTS)
OCCURRENCES = st.builds(
    Occurrence.model_construct, date=DAYS, what=st.none() | TEXTS, done=st.none() | DONES
)
COUNTS = st.integers(0, 999_999_999)
MARKS: Mapping[str, st.SearchStrategy[dict[str, object]]] = {
    "固定日期": st.fixed_dictionaries({"due": DAYS, "done": st.none() | DONES}),
    "周期": st.fixed_dictionaries({"done": st.dictionaries(TEXTS, DONES, max_size=3)}),
    "事后限时": st.fixed_dictionaries(
        {"occurrences": st.lists(OCCURRENCES, max_size=3).map(tuple), "note": st.none() | TEXTS}
    ),
    "持续推进": st.fixed_dictionaries({"done": st.none() | DONES}),
}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The base plan with other marks, counts, names of the district and texts."""
    tasks = tuple(
        task.model_copy(
            update={
                "text": draw(TEXTS),
                "deadlines": tuple(
                    deadline.model_copy(update=draw(MARKS[deadline.kind]))
                    for deadline in task.deadlines
                ),
            }
        )
        for task in VALID.plan.tasks
    )
    months = st.sampled_from(["2021-01", "2021-06", "2021-12"])
    published = st.dictionaries(months, st.dictionaries(TEXTS, COUNTS, max_size=2))
    register, info = VALID.plan.register, VALID.plan.info
    return Plan(
        schema.UnitsFile.model_construct(
            district=draw(st.sampled_from([None, "区", "明州市云溪区", "甲省乙州丙县"]) | TEXTS),
            units=register.units,
            groups=register.groups,
        ),
        schema.TasksFile.model_construct(plan=info, sections=VALID.plan.sections, tasks=tasks),
        VALID.plan.quotas.model_copy(
            update={
                "published": draw(published),
                "report_by": draw(st.sampled_from([None, "期末"])),
            }
        ),
    )


@given(plans())
def test_a_plan_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> None:
    cache = tmp_path_factory.getbasetemp() / "plans"
    CachedPlan(ROOT / BASE, BASE, cache).write(ValidPlan(plan, (), TODAY))
    valid = CachedPlan(ROOT / BASE, BASE, cache).read(TODAY)
    assert valid is not None
    assert deep(valid.plan) == deep(plan)


def test_warnings_are_kept_under_the_name_they_were_given_with(folder: Path, cache: Path) -> None:
    warning = Diagnostic(
        "here/tasks.yaml", 3, 5, "A999", "warning", "请核对", "看第 3 行", "  甲: 乙"
    )
    CachedPlan(folder, "here", cache).write(VALID._replace(warnings=(warning,)))
    valid = CachedPlan(folder, "here", cache).read(TODAY)
    assert valid is not None
    assert valid.warnings == (warning,)
    assert CachedPlan(folder, "there", cache).read(TODAY) is None


def test_a_comment_that_ends_is_seen(folder: Path, cache: Path) -> None:
    last = date(2021, 8, 31)
    CachedPlan(folder, "plan", cache).write(VALID._replace(until=last))
    assert CachedPlan(folder, "plan", cache).read(last) is not None
    assert CachedPlan(folder, "plan", cache).read(date(2021, 9, 1)) is None


def test_a_clock_set_back_is_answered_from_the_files(folder: Path, cache: Path) -> None:
    """What is done on 28 June is not done on the 27th, and that is an error (A315)."""
    question = ("tasks", "--data", str(folder))
    variables = {"ANJU_CACHE": str(cache)}
    assert run(*question, variables=variables, today=TODAY).code == 0
    back = run(*question, variables=variables, today=date(2021, 6, 27))
    assert back == run(*question, today=date(2021, 6, 27))
    assert "A315" in back.err


def all_models(above: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in above.__subclasses__():
        if model.__module__ == schema.__name__:
            yield model
            yield from all_models(model)


def test_models_are_fields_alone_so_that_records_can_stand_for_them() -> None:
    models = list(all_models(BaseModel))
    assert schema.Task in models
    own = {name for model in models for name in vars(model) if not name.startswith(("_", "model_"))}
    assert own == set()


# -- other files, another program --------------------------------------------


def test_an_edit_is_seen_and_takes_the_place_of_what_was_kept(folder: Path, cache: Path) -> None:
    for new in ("甲", "乙", "甲"):
        edit(folder, new)
        assert [title(ask(folder, cache)) for _ in range(2)] == [new, new]
        assert len(kept(cache)) == 1


@pytest.mark.parametrize("name", ["units", "tasks", "quotas"])
def test_a_byte_more_in_any_file_is_another_plan(folder: Path, cache: Path, name: str) -> None:
    CachedPlan(folder, "plan", cache).write(VALID)
    assert CachedPlan(folder, "plan", cache).read(TODAY) is not None
    with (folder / f"{name}.yaml").open("ab") as stream:
        stream.write(b"\n")
    assert CachedPlan(folder, "plan", cache).read(TODAY) is None


def test_a_byte_that_moves_to_the_next_file_is_another_plan(folder: Path, cache: Path) -> None:
    CachedPlan(folder, "plan", cache).write(VALID)
    units, tasks = folder / "units.yaml", folder / "tasks.yaml"
    whole = units.read_bytes()
    units.write_bytes(whole[:-1])
    tasks.write_bytes(whole[-1:] + tasks.read_bytes())
    assert CachedPlan(folder, "plan", cache).read(TODAY) is None


def test_data_with_an_error_is_neither_kept_nor_answered_from_what_was(
    folder: Path, cache: Path
) -> None:
    good = (folder / "tasks.yaml").read_text("utf-8")
    bad = good.replace("      - 青石镇\n", "      - 青石真\n")
    (folder / "tasks.yaml").write_text(bad, "utf-8")
    refused = ask(folder, cache)
    assert refused.code == 1
    assert kept(cache) == []
    (folder / "tasks.yaml").write_text(good, "utf-8")
    assert ask(folder, cache).code == 0
    (folder / "tasks.yaml").write_text(bad, "utf-8")
    assert ask(folder, cache) == refused
    (folder / "tasks.yaml").unlink()
    assert ask(folder, cache).code == 1


def test_another_program_or_library_keeps_its_own(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, libraries = tmp_path / "anju_cli", tmp_path / "site-packages"
    (program / "storage").mkdir(parents=True)
    (program / "rule.py").touch()
    libraries.mkdir()
    monkeypatch.setattr(module, "__file__", str(program / "storage" / "cache.py"))
    monkeypatch.setattr("sys.path", [str(libraries), str(tmp_path / "gone-packages")])

    def is_seen(change: Callable[[], object]) -> bool:
        CachedPlan(ROOT / BASE, BASE, cache).write(VALID)
        before = CachedPlan(ROOT / BASE, BASE, cache).read(TODAY)
        change()
        return before is not None and CachedPlan(ROOT / BASE, BASE, cache).read(TODAY) is None

    assert is_seen(lambda: monkeypatch.setattr(module, "__version__", "other"))
    assert is_seen(lambda: os.utime(program / "rule.py", ns=(2**62, 2**62)))
    assert is_seen(lambda: os.utime(libraries, (1, 1)))
    assert not is_seen(lambda: (program / "__pycache__").mkdir())
    shutil.rmtree(program)  # as if it ran from an archive: what cannot be asked is not trusted
    CachedPlan(ROOT / BASE, BASE, cache).write(VALID)
    assert CachedPlan(ROOT / BASE, BASE, cache).read(TODAY) is None


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_edit_while_the_files_are_read_is_not_kept_under_the_old_ones(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def load_slowly(path: Path, shown: str, today: date, **_: object) -> Loaded:
        if when == "before":
            edit(folder, "新")
        loaded = load(path, shown, today)
        if when == "after":
            edit(folder, "新")
        return loaded

    edit(folder, "旧")
    with monkeypatch.context() as patch:
        patch.setattr(loader, "load", load_slowly)
        assert title(ask(folder, cache)) == ("新" if when == "before" else "旧")
    assert kept(cache) == []
    assert title(ask(folder, cache)) == "新"
    edit(folder, "旧")
    assert title(ask(folder, cache)) == "旧"


# -- damage ------------------------------------------------------------------


def test_damage_anywhere_is_as_if_nothing_were_kept(folder: Path, cache: Path) -> None:
    here = CachedPlan(folder, "plan", cache)
    here.write(VALID)
    (file,) = kept(cache)
    whole = file.read_bytes()

    def is_read(data: bytes) -> bool:
        file.write_bytes(data)
        return here.read(TODAY) is not None

    assert is_read(whole)
    places = [*range(0, len(whole), 50), 31, 32, 33, len(whole) - 1]
    assert not [place for place in places if is_read(whole[:place])]
    for bit in (0x01, 0x20, 0x80):
        assert not [
            place
            for place in places
            if is_read(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        ]
    for other in (whole + b" ", whole[33:], whole * 2, b"[]", b"\x80\x04.", bytes(len(whole))):
        assert not is_read(other)
    assert is_read(whole)


@pytest.mark.parametrize(
    "value",
    [
        *(None, 1, "", {}, [], [1], {"": {}}, {"": "2021-06-31"}, {"": 1}, {"": ["a"]}),
        *([{}, {}, {}, [], None, None], [1, 2, 3, 4, 5, 6]),
        [{"": {}}, {"": {}}, {"": {}}, [[1]], {"": "2021-06-30"}, None],
        [{"": {}}, {"": {}}, {"": {}}, [], "2021-06-30", None],
    ],
)
def test_what_is_not_a_plan_is_not_read(
    cache: Path, monkeypatch: pytest.MonkeyPatch, value: object
) -> None:
    here = CachedPlan(ROOT / BASE, BASE, cache)
    monkeypatch.setattr(module, "_encoded", lambda _: json.dumps(value).encode())
    here.write(VALID)
    assert len(kept(cache)) == 1
    assert here.read(TODAY) is None


def test_what_has_no_end_is_not_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = CachedPlan(ROOT / BASE, BASE, cache)
    monkeypatch.setattr(module, "_encoded", lambda _: b"[" * 200_000)
    here.write(VALID)
    assert len(kept(cache)) == 1
    assert here.read(TODAY) is None


def test_what_is_kept_of_another_folder_is_not_read(
    tmp_path: Path, folder: Path, cache: Path
) -> None:
    other = base_with(tmp_path / "other", "quotas", "司法局: 18", "司法局: 19")
    CachedPlan(folder, "plan", cache).write(VALID)
    (mine,) = kept(cache)
    there = CachedPlan(other, "plan", cache)
    there.write(VALID)
    (theirs,) = set(kept(cache)) - {mine}
    assert there.read(TODAY) is not None
    shutil.copy(mine, theirs)
    assert there.read(TODAY) is None


def test_a_folder_or_a_pipe_in_its_place(folder: Path, cache: Path) -> None:
    expected = ask(folder, cache)
    (file,) = kept(cache)
    file.unlink()
    file.mkdir()
    assert ask(folder, cache) == expected
    assert kept(cache) == [file]
    file.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(file)
        assert CachedPlan(folder, str(folder), cache).read(TODAY) is None  # and is not waited for


def test_what_is_too_much_is_neither_read_nor_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = CachedPlan(folder, "plan", cache)
    here.write(VALID)
    (file,) = kept(cache)
    size = file.stat().st_size
    monkeypatch.setattr(module, "_MOST_BYTES", size)
    assert here.read(TODAY) is not None
    monkeypatch.setattr(module, "_MOST_BYTES", size - 1)
    assert here.read(TODAY) is None
    file.unlink()
    warning = Diagnostic("tasks.yaml", 1, 1, "A999", "warning", "长", "", "长" * size)
    here.write(VALID._replace(warnings=(warning,)))
    assert kept(cache) == []


# -- other users -------------------------------------------------------------

unix = pytest.mark.skipif(os.name == "nt", reason="owners and modes are of Unix")
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
NOBODY = 65534


def loosen(path: Path) -> None:
    path.chmod(0o666)


def put_a_link(path: Path) -> None:
    """Put a link to a file of this very user there: what it leads to may be exchanged."""
    path.rename(path.with_name("target"))
    path.symlink_to("target")


def give_away(path: Path) -> None:
    os.chown(path, NOBODY, NOBODY)


@unix
@pytest.mark.parametrize("change", [loosen, put_a_link, pytest.param(give_away, marks=as_root)])
def test_a_file_that_others_may_have_written_is_not_believed(
    folder: Path, cache: Path, change: Callable[[Path], None]
) -> None:
    here = CachedPlan(folder, "plan", cache)
    here.write(VALID)
    (file,) = kept(cache)
    assert here.read(TODAY) is not None
    change(file)
    assert here.read(TODAY) is None
    here.write(VALID)
    assert here.read(TODAY) is not None


def open_to_all(cache: Path) -> None:
    cache.chmod(0o1777)  # as /tmp is


def open_to_a_group(cache: Path) -> None:
    cache.chmod(0o770)


@unix
@pytest.mark.parametrize(
    "change",
    [open_to_all, open_to_a_group, put_a_link, pytest.param(give_away, marks=as_root)],
)
def test_a_folder_in_which_others_may_write_is_not_used(
    folder: Path, cache: Path, change: Callable[[Path], None]
) -> None:
    here = CachedPlan(folder, "plan", cache)
    here.write(VALID)
    change(cache)
    assert here.read(TODAY) is None
    before = {file: file.stat().st_mtime_ns for file in kept(cache)}
    here.write(VALID)
    assert {file: file.stat().st_mtime_ns for file in kept(cache)} == before


@unix
def test_a_file_that_is_exchanged_as_it_is_opened_is_not_believed(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = CachedPlan(folder, "plan", cache)
    here.write(VALID)
    (file,) = kept(cache)
    other = file.with_name("other")
    shutil.copy(file, other)
    other.chmod(0o666)
    plain = os.open

    def exchanging(path: str, flags: int, mode: int = 0o777) -> int:
        if path == str(file):
            other.replace(path)
        return plain(path, flags, mode)

    monkeypatch.setattr(os, "open", exchanging)
    assert here.read(TODAY) is None
    assert not other.exists()


@unix
def test_what_is_kept_is_for_this_user_alone_whatever_the_umask(folder: Path, cache: Path) -> None:
    before = os.umask(0)
    try:
        CachedPlan(folder, "plan", cache).write(VALID)
    finally:
        os.umask(before)
    assert [file.stat().st_mode & 0o777 for file in (cache, *kept(cache))] == [0o700, 0o600]
    assert CachedPlan(folder, "plan", cache).read(TODAY) is not None


# -- where it is kept --------------------------------------------------------


def test_the_folder_is_made_for_its_owner_alone(folder: Path, cache: Path) -> None:
    expected = run("status", "-f", "json", "--data", str(folder))
    assert ask(folder, cache) == expected
    if os.name == "posix":
        assert cache.stat().st_mode & 0o777 == 0o700
    assert [file.suffix for file in kept(cache)] == [".plan"]


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("step", ["pathlib.Path.mkdir", "pathlib.Path.replace"])
def test_where_nothing_can_be_written_the_answer_is_the_same(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    tried = []

    def fail(*_: object, **__: object) -> None:
        tried.append(step)
        raise OSError(code, os.strerror(code))

    expected = run("tasks", "--data", str(folder))
    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        assert ask(folder, cache, "tasks") == expected
    assert tried == [step]
    assert kept(cache) == []


def test_a_file_where_the_folder_should_be(folder: Path, cache: Path) -> None:
    expected = run("tasks", "--data", str(folder))
    cache.parent.write_text("")
    assert ask(folder, cache, "tasks") == expected
    assert ask(folder, cache.parent, "tasks") == expected
    assert cache.parent.read_text() == ""


def test_a_value_that_cannot_be_kept_is_not_kept(cache: Path) -> None:
    info = VALID.plan.info.model_copy(update={"title": object()})
    tasks = schema.TasksFile.model_construct(plan=info, sections=(), tasks=())
    units = schema.UnitsFile.model_construct(district=None, units=(), groups=())
    plan = Plan(units, tasks, VALID.plan.quotas)
    CachedPlan(ROOT / BASE, BASE, cache).write(ValidPlan(plan, (), TODAY))
    assert kept(cache) == []


def test_the_oldest_are_removed_and_nothing_that_a_person_has_there(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_FILES", 2)
    cache.mkdir(parents=True)
    theirs = ["lost.found", "meeting.plan", "mine.txt", "precious.tmp"]
    ours = [f"{'1' * 32}.plan", ".anju-0123abcd.tmp", f"{'2' * 32}.plan"]
    for time, name in enumerate((*theirs, *ours)):
        (cache / name).touch()
        os.utime(cache / name, (time, time))
    CachedPlan(folder, "plan", cache).write(VALID)
    (new,) = {file.name for file in kept(cache)} - {*theirs, *ours}
    assert [file.name for file in kept(cache)] == sorted((ours[-1], new, *theirs))


def test_nothing_is_kept_with_an_empty_variable_or_without_a_home(
    tmp_path: Path, folder: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for variables in ({"ANJU_CACHE": "", "HOME": str(home)}, {}):
        assert run("tasks", "--data", str(folder), variables=variables).code == 0
    assert list(home.iterdir()) == []
    assert {file.name for file in folder.iterdir()} == {"units.yaml", "tasks.yaml", "quotas.yaml"}


def test_validate_neither_reads_nor_writes_it(folder: Path, cache: Path) -> None:
    variables = {"ANJU_CACHE": str(cache)}
    assert run("validate", str(folder), variables=variables).code == 0
    assert kept(cache) == []
    warning = Diagnostic("tasks.yaml", 1, 1, "A999", "warning", "只在缓存里")
    CachedPlan(folder, str(folder), cache).write(VALID._replace(warnings=(warning,)))
    assert [each["code"] for each in ask(folder, cache).json["problems"]] == ["A999"]
    assert "A999" not in run("validate", str(folder), variables=variables).out


def test_a_file_changed_behind_its_size_and_time_is_seen(folder: Path, cache: Path) -> None:
    ask(folder, cache)
    file = folder / "quotas.yaml"
    about, text = file.stat(), file.read_text("utf-8")
    file.write_text(text.replace("total: 600", "total: 601"), "utf-8")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert file.stat().st_size == about.st_size
    for command in (("validate", str(folder)), ("status", "--data", str(folder))):
        outcome = run(*command, variables={"ANJU_CACHE": str(cache)})
        assert (outcome.code, "A305" in outcome.out + outcome.err) == (1, True)


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({}, "linux", None),
        ({"HOME": "/home/wang"}, "linux", "/home/wang/.cache/anju"),
        ({"HOME": "/home/wang", "XDG_CACHE_HOME": "/c"}, "linux", "/c/anju"),
        ({"HOME": "/home/wang", "XDG_CACHE_HOME": ""}, "linux", "/home/wang/.cache/anju"),
        ({"HOME": "/home/wang", "XDG_CACHE_HOME": "c"}, "linux", "/home/wang/.cache/anju"),
        ({"HOME": "wang"}, "linux", None),
        ({"HOME": "/Users/wang"}, "darwin", "/Users/wang/Library/Caches/anju"),
        ({"HOME": "/h", "LOCALAPPDATA": "/local"}, "win32", "/local/anju/Cache"),
        ({"HOME": "/h"}, "win32", None),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/c", "ANJU_CACHE": "/a/b"}, "linux", "/a/b"),
        ({"HOME": "/h", "ANJU_CACHE": "b"}, "linux", "/cwd/b"),
        ({"HOME": "/h", "ANJU_CACHE": ""}, "linux", None),
        ({"HOME": "/h", "ANJU_CACHE": "off"}, "win32", None),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="these are full paths on Unix alone")
def test_the_folder_by_variables_and_platform(
    variables: dict[str, str], platform: str, expected: str | None
) -> None:
    folder = cache_folder(variables, Path("/cwd"), platform)
    assert folder == (None if expected is None else Path(expected))
