"""A module that is imported later is the same as one that is imported at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from anju_cli.lazy_imports import RARELY_USED


def said(code: str) -> list[str]:
    """What a new interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.splitlines()


LATER = """
import sys
from anju_cli.lazy_imports import import_later
import_later({"wave": ("open",), "no_such_module": ()})
kind = lambda: type(sys.modules["wave"]).__name__
import wave
print(kind())
"""


def test_it_is_loaded_when_something_of_it_is_asked_for() -> None:
    assert said(LATER + "print(wave.Error.__name__, kind(), wave is sys.modules['wave'])") == [
        "_Later",
        "Error module True",
    ]


def test_it_is_loaded_when_a_name_is_imported_from_it() -> None:
    assert said(LATER + "from wave import Error\nprint(Error.__module__, kind())") == [
        "_Later",
        "wave module",
    ]


def test_a_name_that_it_lacks_is_an_attribute_error() -> None:
    code = "print(hasattr(wave, 'no_such_name'), kind())"
    assert said(LATER + code) == ["_Later", "False module"]


def test_one_that_is_not_known_is_left_alone() -> None:
    code = """
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error.name)
"""
    assert said(LATER + code) == ["_Later", "no_such_module"]


def test_one_that_is_there_already_stays() -> None:
    code = "import wave as before\n" + LATER + "print(before is wave)"
    assert said(code) == ["module", "True"]


def test_a_function_taken_at_once_loads_it_when_it_is_called() -> None:
    code = """
from wave import open as first
print(kind())
try:
    first(None, "no such mode")
except wave.Error as error:
    print(error, kind(), wave.open is not first)
"""
    assert said(LATER + code) == [
        *("_Later", "_Later"),
        "mode must be 'r', 'rb', 'w', or 'wb' module True",
    ]


@pytest.mark.parametrize(("name", "functions"), RARELY_USED.items())
def test_each_has_all_its_names_in_the_end(name: str, functions: tuple[str, ...]) -> None:
    code = f"""
from anju_cli.lazy_imports import import_later
import sys
sys.modules.pop({name!r}, None)
import_later({{{name!r}: {functions!r}}})
import {name}
hasattr({name}, "no_such_name")
print(*sorted(vars({name})))
"""
    at_once = f"import {name}\nprint(*sorted(vars({name})))"
    assert said(code) == said(at_once)


def test_who_asks_from_another_thread_meanwhile_waits(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import threading\nbegan.set()\nasked.wait(5)\nfirst = hasattr(threading, 'Thread')\n",
        "utf-8",
    )
    code = f"""
import builtins, sys, threading
sys.path.insert(0, {str(tmp_path)!r})
builtins.began, builtins.asked = threading.Event(), threading.Event()
from anju_cli.lazy_imports import import_later
import_later({{"slow": ()}})
import slow
got = []
one = threading.Thread(target=lambda: got.append(slow.first))
one.start()
began.wait(5)
two = threading.Thread(target=lambda: (asked.set(), got.append(slow.first)))
two.start()
one.join(); two.join()
print(got)
"""
    assert said(code) == ["[True, True]"]


def test_what_could_not_be_loaded_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "lacking.py").write_text("import no_such_library\n", "utf-8")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from anju_cli.lazy_imports import import_later
import_later({{"lacking": ()}})
import lacking
for _ in range(2):
    try:
        lacking.name
    except ImportError as error:
        print(error.name)
"""
    assert said(code) == ["no_such_library", "no_such_library"]
