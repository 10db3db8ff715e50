"""anju.pyz: what is packed, how it starts, and what it says where it cannot.

What is packed here is a small program in the place of anju; the real one is made and run by CI
(tools/smoke.py), for it needs the package index.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from anju_cli.environment import cache_folder
from tests.running import ROOT
from tools import make_pyz
from tools.pyz import anju_start

PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
PROGRAM = """\
import sys
from anju_cli import part

def main():
    print(sys.argv[1:], part.NAME)
    sys.exit(3)
"""


def tree(name: str) -> dict[str, bytes]:
    """A program that prints what it was given and ``name``, and ends with 3."""
    return {
        "anju_cli/__init__.py": b"",
        "anju_cli/__main__.py": PROGRAM.encode(),
        "anju_cli/part.py": f"NAME = {name!r}\n".encode(),
    }


def trees() -> dict[tuple[str, str], dict[str, bytes]]:
    here = anju_start.this_platform()
    return {
        (PYTHON, here): tree("this"),
        ("3.11" if PYTHON != "3.11" else "3.12", here): tree("another version"),
        (PYTHON, "plan9-vax"): tree("another platform"),
    }


class Start(NamedTuple):
    code: int
    out: str
    err: str


def start(pyz: Path, *args: str, **variables: str) -> Start:
    """The pyz run as a process that sees the standard library alone."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANJU_", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-I", "-S", str(pyz), *args],
        env={**kept, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return Start(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def pyz(tmp_path: Path) -> Path:
    file = tmp_path / "anju.pyz"
    file.write_bytes(make_pyz.pack(trees()))
    return file


def unpacked(cache: Path) -> list[str]:
    return sorted(one.name for one in (cache / "pyz").iterdir())


def test_it_unpacks_what_fits_once_and_starts(pyz: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for _ in range(2):
        assert start(pyz, "甲", "-x", ANJU_CACHE=str(cache)) == (3, "['甲', '-x'] this\n", "")
    [folder] = unpacked(cache)
    assert folder.endswith(f"-{anju_start.this_python()}-{anju_start.this_platform()}")
    # what has been unpacked is what is run from then on
    (cache / "pyz" / folder / "anju_cli" / "part.py").write_text("NAME = 'changed'\n")
    assert start(pyz, ANJU_CACHE=str(cache)).out == "[] changed\n"


def test_without_a_cache_it_unpacks_for_once(pyz: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    names = {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary)}
    assert start(pyz, ANJU_CACHE="", **names) == (3, "[] this\n", "")
    assert list(temporary.iterdir()) == []
    (tmp_path / "file").touch()
    assert start(pyz, ANJU_CACHE=str(tmp_path / "file" / "x"), **names) == (3, "[] this\n", "")
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="modes and links are of Unix")
@pytest.mark.parametrize("below", ["", "pyz", "pyz/*"])
def test_nothing_runs_from_a_folder_in_which_others_may_write(
    pyz: Path, tmp_path: Path, below: str
) -> None:
    cache = tmp_path / "cache"
    start(pyz, ANJU_CACHE=str(cache))
    (part,) = cache.glob("pyz/*/anju_cli/part.py")
    part.write_text("NAME = 'planted'\n")
    (folder,) = cache.glob(below) if below else (cache,)
    folder.chmod(0o777)
    outcome = start(pyz, ANJU_CACHE=str(cache))
    assert (outcome.code, outcome.out) == (3, "[] this\n")
    assert outcome.err.startswith(f"{cache} 不是只有您一个人能写的文件夹，")


@pytest.mark.skipif(os.name == "nt", reason="modes and links are of Unix")
def test_nothing_runs_from_behind_a_link(pyz: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    start(pyz, ANJU_CACHE=str(cache))
    (part,) = cache.glob("pyz/*/anju_cli/part.py")
    part.write_text("NAME = 'planted'\n")
    (cache / "pyz").rename(tmp_path / "other")
    (cache / "pyz").symlink_to(tmp_path / "other")
    assert start(pyz, ANJU_CACHE=str(cache)).out == "[] this\n"


def test_another_content_has_another_folder(pyz: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    start(pyz, ANJU_CACHE=str(cache))
    other = trees()
    other[PYTHON, anju_start.this_platform()] = tree("new")
    pyz.write_bytes(make_pyz.pack(other))
    assert start(pyz, ANJU_CACHE=str(cache)).out == "[] new\n"
    assert len(unpacked(cache)) == 2


def test_what_is_unpacked_and_broken_is_thrown_away(pyz: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    start(pyz, ANJU_CACHE=str(cache))
    [folder] = unpacked(cache)
    (cache / "pyz" / folder / "anju_cli" / "part.py").unlink()
    found = start(pyz, ANJU_CACHE=str(cache))
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith("解开的部件在这台电脑上不能用（cannot import name 'part'")
    assert found.err.endswith(f"文件夹：{cache / 'pyz' / folder}\n")
    assert unpacked(cache) == []
    assert start(pyz, ANJU_CACHE=str(cache)).out == "[] this\n"


def test_old_folders_and_what_was_left_are_removed(pyz: Path, tmp_path: Path) -> None:
    pyz_cache = tmp_path / "cache" / "pyz"
    for name, days in (("old", 61), ("new", 59), ("left.tmp", 2), ("now.tmp", 0)):
        (pyz_cache / name).mkdir(parents=True)
        (pyz_cache / name / "unpacked").touch()
        at = (pyz_cache / name / "unpacked").stat().st_mtime - days * 86400
        os.utime(pyz_cache / name / "unpacked", (at, at))
        os.utime(pyz_cache / name, (at, at))
    start(pyz, ANJU_CACHE=str(tmp_path / "cache"))
    assert [name for name in unpacked(tmp_path / "cache") if "-" not in name] == ["new", "now.tmp"]


def test_a_platform_it_was_not_made_for(tmp_path: Path) -> None:
    pyz = tmp_path / "anju.pyz"
    pyz.write_bytes(
        make_pyz.pack({("3.11", "plan9-vax"): tree(""), ("3.14", "plan9-vax"): tree("")})
    )
    found = start(pyz, ANJU_CACHE=str(tmp_path / "cache"))
    assert (found.code, found.out) == (1, "")
    assert found.err == (
        f"anju.pyz 里没有这台电脑能用的部件：这里是 {anju_start.this_platform()}，"
        f"{sys.implementation.name} {PYTHON}。里面有的是：plan9-vax：Python 3.11、3.14。"
        "请换其中一种 Python，或者改用 pip 安装 anju。\n"
    )


def test_a_file_that_is_not_whole(pyz: Path, tmp_path: Path) -> None:
    data = bytearray(pyz.read_bytes())
    with zipfile.ZipFile(pyz) as packed:
        at = packed.getinfo("common.tar.xz").header_offset + 100
    data[at : at + 8] = b"\0" * 8
    pyz.write_bytes(data)
    found = start(pyz, ANJU_CACHE=str(tmp_path / "cache"))
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith("anju.pyz 打不开，或者不完整（")
    assert not (tmp_path / "cache" / "pyz").exists() or unpacked(tmp_path / "cache") == []


def test_the_same_trees_make_the_same_bytes() -> None:
    turned = {pair: dict(reversed(files.items())) for pair, files in trees().items()}
    assert make_pyz.pack(turned) == make_pyz.pack(trees())


def test_what_is_alike_everywhere_is_there_once() -> None:
    with zipfile.ZipFile(BytesIO(make_pyz.pack(trees()))) as pyz:
        names = pyz.namelist()
        manifest = json.loads(pyz.read("manifest.json"))
    here = anju_start.this_platform()
    assert names == [
        *("__main__.py", "anju_start.py", "manifest.json"),
        *("common.tar.xz", f"{here}.tar.xz", "plan9-vax.tar.xz"),
    ]
    assert sorted(manifest["targets"].values()) == sorted([here, here, "plan9-vax"])


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"ANJU_CACHE": ""},
        {"ANJU_CACHE": "x"},
        {"ANJU_CACHE": "off"},
        {"ANJU_CACHE": str(ROOT / "x")},
        {"HOME": str(ROOT / "h")},
        {"HOME": str(ROOT / "h"), "XDG_CACHE_HOME": str(ROOT / "c")},
        {"HOME": str(ROOT / "h"), "XDG_CACHE_HOME": "c"},
        {"HOME": "h"},
        {"LOCALAPPDATA": str(ROOT / "l")},
    ],
)
def test_the_cache_is_where_anju_has_its_own(variables: dict[str, str], platform: str) -> None:
    cwd = Path("here").absolute()
    found = anju_start.cache_folder(variables, lambda: cwd, platform)
    assert found == cache_folder(variables, cwd, platform)


def test_every_python_can_read_the_first_file() -> None:
    """As far back as the grammar of this one can tell: 3.4 has no annotations of variables,
    no f-strings; what Python 2 lacks is a matter of words that are not used."""
    text = (ROOT / "tools" / "pyz" / "__main__.py").read_text(encoding="utf-8")
    module = ast.parse(text, feature_version=(3, 4))
    assert text.startswith("# -*- coding: utf-8 -*-\n")
    calls = (ast.JoinedStr, ast.AnnAssign, ast.Starred, ast.keyword, ast.NamedExpr)
    assert [node for node in ast.walk(module) if isinstance(node, calls)] == []


@pytest.mark.parametrize(
    ("path", "is_left_out"),
    [
        ("anju_cli/data/tasks.yaml", False),
        ("anju_cli/cli/completion/scripts/anju.bash", False),
        ("pydantic_core/_pydantic_core.cp313-win_amd64.pyd", False),
        ("yaml/_yaml.cpython-313-darwin.so", False),
        ("rich-15.0.0.dist-info/licenses/LICENSE", False),
        ("rapidfuzz/fuzz_cpp_avx2.cpython-313-darwin.so", True),  # it has the same in Python
        ("rapidfuzz/distance/_initialize_cpp.cp313-win_amd64.pyd", True),
        ("lxml/includes/libxml/tree.h", True),
        ("rich-15.0.0.dist-info/RECORD", True),
        ("icalendar/tests/test_a.py", True),
        ("bin/markdown-it", True),
    ],
)
def test_what_nobody_needs_is_left_out(path: str, is_left_out: bool) -> None:
    assert make_pyz.is_left_out(path) is is_left_out
