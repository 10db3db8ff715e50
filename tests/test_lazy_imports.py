"""A module that is imported later is the same as one that is imported at once."""

import subprocess
import sys

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
