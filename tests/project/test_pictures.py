"""The terminals in the pictures of the documents print what is shown."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest

from tests.conftest import Golden
from tests.running import ROOT

PICTURES = ROOT / "docs" / "pictures"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", PICTURES / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["report", "history"])
def test_a_terminal_prints_what_its_picture_shows(name: str, golden: Golden) -> None:
    args, lines = script().TERMINALS[name]
    picture = script().terminal_svg(args, lines)
    golden(PICTURES / f"{name}.svg", picture)
    assert not re.search(r"(?:href|src|url)\b", picture)  # it asks nobody for a font


def test_every_picture_stands_in_the_guide_and_one_in_the_readme() -> None:
    documents = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "guide").glob("*.md"))
    pictures = {path.name for path in PICTURES.iterdir() if path.suffix in (".svg", ".png")}
    assert set(re.findall(r"\.\./pictures/([\w.-]+)", documents)) == pictures
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(r"docs/pictures/[\w.-]+", readme)) == 1
