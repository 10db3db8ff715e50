"""Starts anju out of anju.pyz.

Compiled libraries cannot be imported out of a zip, and each fits one version of Python on one
platform. So the first start unpacks what fits into the user's cache folder, and the later ones
find it there. The standard library alone is used: nothing is installed yet.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import platform
import shutil
import stat
import sys
import sysconfig
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

_MARK = "unpacked"
"""In a folder that is whole; its time says when it was last used."""
_UNUSED = 60 * 86400
"""Seconds after which the folder of another anju.pyz is removed."""


class NoStart(Exception):
    """anju cannot start; the text says why and what to do."""


class _NotPrivate(Exception):
    """Others may write in the folder of the cache: what lies there is not run."""


def main(file: str) -> int:
    """Run anju out of the pyz ``file`` on this process's command line; its exit code."""
    try:
        with zipfile.ZipFile(file) as pyz:
            manifest = json.loads(pyz.read("manifest.json"))
            target = this_target(manifest)
            folder = _ready(pyz, manifest, target)
    except NoStart as error:
        _say(str(error))
        return 1
    except (OSError, zipfile.BadZipFile) as error:
        _say(f"anju.pyz 打不开，或者不完整（{_shown(error)}）。请重新下载或复制一份。")
        return 1
    sys.path[:] = [str(folder), *(one for one in sys.path if one != file)]
    try:
        from anju_cli.__main__ import main as run
    except ImportError as error:
        _forget(folder)
        _say(
            f"解开的部件在这台电脑上不能用（{_shown(error)}），已经把它们清掉。请再运行一次；"
            f"还是这样的话，请换一个 Python 版本，或者改用 pip 安装 anju。文件夹：{folder}"
        )
        return 1
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


# -- which parts fit ----------------------------------------------------------------


def this_target(manifest: Mapping[str, Any]) -> str:
    """The target that this Python on this machine is, such as ``cp313-win-amd64``.

    Raises NoStart if the pyz has nothing for it.
    """
    system = this_platform()
    target = f"{this_python()}-{system}"
    if target not in manifest["targets"]:
        raise NoStart(_not_made_for(manifest, system))
    needed = manifest["glibc"].get(system)
    found = _glibc() if needed else None
    if needed and found is not None and found < tuple(needed):
        raise NoStart(
            f"这个系统的 C 库是 glibc {found[0]}.{found[1]}，anju.pyz 要 "
            f"{needed[0]}.{needed[1]} 或更新。请换一台较新的电脑，或者改用 pip 安装 anju。"
        )
    return target


def this_python() -> str:
    """``cp313`` for the usual Python 3.13; ``cp313t`` for the one without a lock."""
    name = {"cpython": "cp"}.get(sys.implementation.name, sys.implementation.name)
    threads = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    return f"{name}{sys.version_info[0]}{sys.version_info[1]}{threads}"


def this_platform() -> str:
    """The system and the machine this Python was built for: ``win-amd64``,
    ``macosx-arm64``, ``linux-x86_64``, ``musl-x86_64``."""
    name = sysconfig.get_platform()
    if name.startswith("macosx"):
        return f"macosx-{platform.machine()}"  # one build may be for both machines
    if name.startswith("linux-") and _glibc() is None:
        return f"musl-{name.removeprefix('linux-')}"
    return name


def _glibc() -> tuple[int, int] | None:
    try:
        said = os.confstr("CS_GNU_LIBC_VERSION") or ""
        major, minor = said.removeprefix("glibc ").split(".")[:2]
        return int(major), int(minor)
    except (AttributeError, OSError, ValueError):
        return None


def _not_made_for(manifest: Mapping[str, Any], system: str) -> str:
    """What this is, what there is, and what else can be done."""
    made: dict[str, list[str]] = {}
    for target in manifest["targets"]:
        python, _, on = target.partition("-")
        made.setdefault(on, []).append(f"{python[2]}.{python[3:]}")
    there = "；".join(f"{on}：Python {'、'.join(versions)}" for on, versions in made.items())
    mine = f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}"
    threads = "（自由线程版）" if this_python().endswith("t") else ""
    return (
        f"anju.pyz 里没有这台电脑能用的部件：这里是 {system}，{mine}{threads}。"
        f"里面有的是：{there}。请换其中一种 Python，或者改用 pip 安装 anju。"
    )


# -- unpacking ----------------------------------------------------------------------


def _ready(pyz: zipfile.ZipFile, manifest: Mapping[str, Any], target: str) -> Path:
    """The folder with what fits, unpacked now unless it has been before."""
    name = f"{manifest['key']}-{target}"
    cache = cache_folder(os.environ, Path.cwd, sys.platform)
    if cache is not None:
        folder = cache / "pyz" / name
        try:
            for above in (cache, folder.parent):
                above.mkdir(mode=0o700, parents=True, exist_ok=True)
                if not _is_private(above):
                    raise _NotPrivate
            if not (folder / _MARK).exists():
                return _unpacked_in(folder, pyz, manifest, target)
            if not _is_private(folder):
                raise _NotPrivate
            os.utime(folder / _MARK)
            return folder
        except _NotPrivate:
            _say(f"{cache} 不是只有您一个人能写的文件夹，部件不放在那里，这次另外解开，要几秒钟。")
        except OSError:
            pass  # no room, or nothing may be written there: it goes without
    return _unpacked_for_once(pyz, manifest, target)


def _is_private(folder: Path) -> bool:
    """Whether it is no link, and nobody else may write in it: its programs are run."""
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode):
        return False
    return os.name == "nt" or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)


def _unpacked_in(
    folder: Path, pyz: zipfile.ZipFile, manifest: Mapping[str, Any], target: str
) -> Path:
    """Unpack beside ``folder``, and put it there in one step: who looks finds all or nothing."""
    _tidy(folder.parent)
    draft = folder.with_name(f"{folder.name}.{os.urandom(4).hex()}.tmp")
    try:
        draft.mkdir(mode=0o700)
        _unpack(pyz, manifest, target, draft)
        for wait in (0.1, 0.2, 0.4, 0.8, 1.6, None):
            try:
                draft.rename(folder)
                break
            except OSError:
                if (folder / _MARK).exists():
                    break  # another start was quicker
                if wait is None:
                    raise
                time.sleep(wait)  # on Windows a virus scanner may be reading the files
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _unpacked_for_once(pyz: zipfile.ZipFile, manifest: Mapping[str, Any], target: str) -> Path:
    import atexit
    import tempfile

    try:
        base = Path(tempfile.mkdtemp(prefix="anju-"))
        atexit.register(shutil.rmtree, base, ignore_errors=True)
        _unpack(pyz, manifest, target, base / "anju")
    except OSError as error:
        raise NoStart(
            f"没有地方解开 anju.pyz 的部件（{_shown(error)}）。"
            "请清理磁盘，或者用环境变量 ANJU_CACHE 指定一个能写的文件夹。"
        ) from None
    return base / "anju"


def _unpack(pyz: zipfile.ZipFile, manifest: Mapping[str, Any], target: str, folder: Path) -> None:
    try:
        import lzma
        import tarfile
    except ImportError:
        raise NoStart(
            "这个 Python 没有 lzma 模块，解不开 anju.pyz 的部件。"
            "请换一个 Python（例如从 python.org 安装的），或者改用 pip 安装 anju。"
        ) from None
    if sys.stderr is not None and sys.stderr.isatty():
        _say("第一次运行，正在解开部件，要几秒钟……")
    python = target.partition("-")[0]
    for archive, wanted in (("common", ""), (manifest["targets"][target], f"{python}/")):
        packed = io.BytesIO(pyz.read(f"{archive}.tar.xz"))
        with lzma.open(packed) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            for member in tar:
                if not member.name.startswith(wanted):
                    continue
                place = folder / _inside(member.name.removeprefix(wanted))
                place.parent.mkdir(parents=True, exist_ok=True)
                source = tar.extractfile(member)
                if source is not None:
                    place.write_bytes(source.read())
    (folder / _MARK).touch()


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name:
        raise NoStart(f"anju.pyz 不可信：里面有 {name}。请重新下载一份。")
    return path


def _tidy(folder: Path) -> None:
    """Remove what no start has used for long, and what a start that was killed left."""
    now = time.time()
    for old in _folders(folder):
        with contextlib.suppress(OSError):
            used = (old if old.suffix == ".tmp" else old / _MARK).stat().st_mtime
            if now - used > (86400 if old.suffix == ".tmp" else _UNUSED):
                _forget(old)


def _folders(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from [one for one in folder.iterdir() if one.is_dir()]


def _forget(folder: Path) -> None:
    """Remove ``folder``; without its mark it is not used even where files of it remain."""
    with contextlib.suppress(OSError):
        (folder / _MARK).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def cache_folder(variables: Mapping[str, str], cwd: Any, system: str) -> Path | None:
    """The same folder as ``anju_cli.environment.cache_folder``, which lies packed yet.
    ``cwd`` is asked only where it matters."""
    named = variables.get("ANJU_CACHE")
    if named is not None:
        return Path(cwd()) / named if named not in ("", "off") else None
    places = [("XDG_CACHE_HOME", "anju")]
    if system == "win32":
        places.append(("LOCALAPPDATA", "anju/Cache"))
    elif system == "darwin":
        places.append(("HOME", "Library/Caches/anju"))
    else:
        places.append(("HOME", ".cache/anju"))
    for variable, below in places:
        base = Path(variables.get(variable, ""))
        if base.is_absolute():
            return base / below
    return None


# -- saying -------------------------------------------------------------------------


def _shown(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _say(text: str) -> None:
    stream = sys.stderr
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding, "replace") + "\n")
    stream.flush()
