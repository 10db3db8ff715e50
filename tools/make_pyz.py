"""Make anju.pyz: one file that runs on any Python it was made for, without installing.

    python tools/make_pyz.py                      # every platform and version
    python tools/make_pyz.py --platform win-amd64 --python 3.13 -o dist/anju-win.pyz
    python tools/make_pyz.py --lock dist/anju.pyz.lock   # with the versions of another time

Needs uv (``python -m pip install uv``), which downloads for other systems than this one. The
versions of the libraries are written beside the file, as ``….lock``; with the same lock, the same
source and the same zlib and liblzma the file is the same, byte for byte.

What is in it: a start (tools/pyz), libraries that fit everywhere, and for each platform one
archive with the compiled ones for all versions of Python. They are nearly alike and packed
together, so five versions take hardly more room than two. rapidfuzz goes in without its compiled
parts: it does without, and only answers mistyped names.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")

PLATFORMS: Mapping[str, str] = {
    "win-amd64": "x86_64-pc-windows-msvc",
    "win32": "i686-pc-windows-msvc",
    "win-arm64": "aarch64-pc-windows-msvc",
    "linux-x86_64": "x86_64-manylinux_2_28",
    "linux-aarch64": "aarch64-manylinux_2_28",
    "musl-x86_64": "x86_64-unknown-linux-musl",
    "musl-aarch64": "aarch64-unknown-linux-musl",
    "macosx-arm64": "aarch64-apple-darwin",
    "macosx-x86_64": "x86_64-apple-darwin",
}
"""As the start names the system it runs on (anju_start.this_platform), and as uv does."""

USUAL = ("win-amd64", "linux-x86_64", "linux-aarch64", "macosx-arm64", "macosx-x86_64")

GLIBC = (2, 28)
"""The oldest C library that the libraries for Linux run on."""

_LEFT_OUT = (
    *("*.pyi", "*.pyx", "*.pxd", "*.pxi", "*.h", "*.c", "*.a", "*.lib"),  # for building on it
    *("*.dist-info/RECORD", "*.dist-info/INSTALLER", "*.dist-info/REQUESTED"),  # for pip
    *("*.dist-info/direct_url.json", "*.dist-info/uv_cache.json"),  # paths of this machine
    *("bin/*", "Scripts/*", "*/__pycache__/*", "*/tests/*", ".lock"),
    *("rapidfuzz/*.so", "rapidfuzz/*.pyd", "rapidfuzz/*.dylib"),
)

_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 26}]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file: none of them tells when it was packed."""

Tree = Mapping[str, bytes]
"""A folder: paths with forward slashes, and what is in each file."""


# -- packing: what is given, no network ---------------------------------------------


def pack(trees: Mapping[tuple[str, str], Tree], start: Path = ROOT / "tools" / "pyz") -> bytes:
    """The bytes of the pyz for ``trees``: for each pair of a Python (``3.13``) and a platform
    the files that are to lie on its path."""
    first, *others = trees.values()
    common = {
        path: data for path, data in first.items() if all(tree.get(path) == data for tree in others)
    }
    parts = {"common": common}
    for platform in dict.fromkeys(platform for _, platform in trees):
        parts[platform] = {
            f"{_tag(python)}/{path}": data
            for (python, on), tree in trees.items()
            if on == platform
            for path, data in tree.items()
            if path not in common
        }
    with ThreadPoolExecutor() as pool:  # liblzma works outside of the interpreter's lock
        archives = dict(zip(parts, pool.map(_archive, parts.values()), strict=True))
    manifest = {
        "key": "",
        "targets": {f"{_tag(python)}-{platform}": platform for python, platform in trees},
        "glibc": {on: GLIBC for _, on in trees if on.startswith("linux-")},
        "archives": {name: hashlib.sha256(data).hexdigest() for name, data in archives.items()},
    }
    manifest["key"] = hashlib.sha256(json.dumps(manifest).encode()).hexdigest()[:16]
    files = {one.name: one.read_bytes() for one in sorted(start.glob("*.py"))}
    files["manifest.json"] = json.dumps(manifest, indent=1).encode()
    files |= {f"{name}.tar.xz": data for name, data in archives.items()}
    return _zipped(files)


def _tag(python: str) -> str:
    return f"cp{python.replace('.', '')}"


def _archive(tree: Tree) -> bytes:
    """A packed tar. Files of one name lie together: those of two versions are nearly alike."""
    packed = io.BytesIO()
    with (
        lzma.open(packed, "wb", filters=_FILTERS) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(tree, key=_alike):
            member = tarfile.TarInfo(path)
            member.size = len(tree[path])
            tar.addfile(member, io.BytesIO(tree[path]))
    return packed.getvalue()


def _alike(path: str) -> tuple[str, str]:
    version, _, rest = path.partition("/")
    *folder, name = rest.split("/")
    return "/".join((*folder, name.partition(".")[0])), version + name


def _zipped(files: Tree) -> bytes:
    packed = io.BytesIO(b"#!/usr/bin/env python3\n")
    packed.seek(0, io.SEEK_END)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_STORED) as pyz:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.create_system = 3  # whatever system packs it
            info.external_attr = 0o644 << 16
            pyz.writestr(info, data)
    return packed.getvalue()


# -- collecting: by uv, from the package index --------------------------------------


def locked(extras: Sequence[str], uv: str) -> str:
    """The versions of everything anju needs, the same for all platforms, with their hashes."""
    command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--python-version", PYTHONS[0]]
    command += [f"--extra={extra}" for extra in extras]
    return _run([*command, str(ROOT / "pyproject.toml")])


def collect(lock: Path, wheel: Path, python: str, platform: str, uv: str) -> Tree:
    """What is to lie on the path of ``python`` on ``platform``; raises SystemExit if a library
    is not there for it."""
    with tempfile.TemporaryDirectory() as folder:
        where = ["--target", folder, "--python-version", python]
        where += ["--python-platform", PLATFORMS[platform]]
        common = [uv, "pip", "install", "--quiet", "--only-binary=:all:", "--no-deps", *where]
        _run([*common, "--require-hashes", "-r", str(lock)])
        _run([*common, str(wheel)])
        base = Path(folder)
        files = sorted(one for one in base.rglob("*") if one.is_file())
        tree = {one.relative_to(base).as_posix(): one for one in files}
        return {path: one.read_bytes() for path, one in tree.items() if not is_left_out(path)}


def is_left_out(path: str) -> bool:
    """Whether a file of a library is of no use to anju."""
    from fnmatch import fnmatchcase

    return any(fnmatchcase(path, pattern) for pattern in _LEFT_OUT)


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def main(args: Sequence[str]) -> None:
    """Make the file, and say what is in it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist" / "anju.pyz")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="again for another")
    parser.add_argument(
        "--platform", action="append", choices=tuple(PLATFORMS), help=f"without: {', '.join(USUAL)}"
    )
    parser.add_argument("--lock", type=Path, help="versions that an earlier run has written")
    parser.add_argument("--plain", action="store_true", help="without Excel and calendars")
    options = parser.parse_args(args)
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}") or shutil.which("uv")
    if uv is None:
        parser.error("uv is needed: python -m pip install uv")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    lock = options.output.with_name(f"{options.output.name}.lock")
    text = (
        options.lock.read_text()
        if options.lock
        else locked(() if options.plain else ("office",), uv)
    )
    lock.write_text(text, encoding="utf-8", newline="\n")
    trees: dict[tuple[str, str], Tree] = {}
    known: dict[bytes, bytes] = {}  # what is alike in many trees is held once
    with tempfile.TemporaryDirectory() as folder:
        _run([uv, "build", "--quiet", "--wheel", "--out-dir", folder, str(ROOT)])
        wheel = next(Path(folder).glob("*.whl"))
        for platform in options.platform or USUAL:
            for python in options.python or PYTHONS:
                print(f"collecting for Python {python} on {platform}", flush=True)
                tree = collect(lock, wheel, python, platform, uv)
                trees[python, platform] = {
                    path: known.setdefault(data, data) for path, data in tree.items()
                }
    print("packing", flush=True)
    options.output.write_bytes(pack(trees))
    print(report(options.output))


def report(file: Path) -> str:
    """What is in the pyz, and how large it is."""
    lines = [f"{file}: {file.stat().st_size:,} bytes"]
    with zipfile.ZipFile(file) as pyz:
        lines += [f"  {one.file_size:>12,}  {one.filename}" for one in pyz.infolist()]
        manifest = json.loads(pyz.read("manifest.json"))
        lines.append(f"targets: {' '.join(manifest['targets'])}")
        lines.append("everywhere:")
        with lzma.open(pyz.open("common.tar.xz")) as stream, tarfile.open(fileobj=stream) as tar:
            names = sorted({name.split("/")[0] for name in tar.getnames()})
        lines += [f"  {name}" for name in names if name.endswith(".dist-info")]
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
