"""Try what is handed over, as its users have it: away from the checkout, nothing else installed.

    python tools/smoke.py dist/anju-0.1.0-py3-none-any.whl dist/anju-0.1.0.tar.gz dist/anju.pyz

A wheel and an sdist are installed into an environment of their own; the pyz is run by this Python
with no library in sight. Each then answers, checks, writes and refuses.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

# What is typed, the exit code, and a part of what is said.
STEPS: tuple[tuple[tuple[str, ...], int, str], ...] = (
    (("--version",), 0, "anju "),
    (("tasks", "--unit", "司法局", "--today", "2021-06-30"), 0, "司法局：19 项任务"),
    (("quotas", "--kind", "街导"), 2, "没有“街导”这一类"),
    (("tasks", "--unit", "司法句"), 2, "您要找的是不是：司法局？"),
    (("due", "14", "--event", "2021-09-30"), 0, "2021-10-11 周一（含当日）"),
    (("schema", "tasks"), 0, '"$schema"'),
    (("explain", "A203"), 0, "A203 没有这一天"),
    (("init", "2022", "-o", "新 年度"), 0, "已建好文件夹"),
    (("validate", "新 年度"), 0, "没有问题：新 年度"),
    (("validate", "nosuch"), 2, "找不到文件夹"),
    (("record", "2022-01", "司法局=3", "--data", "新 年度"), 0, "记了 1 个单位"),
    (("report", "--print-template", "-o", "模板.yaml"), 0, "已写入 模板.yaml"),
    (("report", "2021-06", "--template", "模板.yaml", "-o", "通报.docx"), 0, "已写入 通报.docx"),
    (("remind", "-o", "催办单.docx", "--today", "2021-06-30"), 0, "已写入 催办单.docx"),
    (("export", "-o", "台账.xlsx"), 0, "已写入 台账.xlsx"),
    (("calendar", "-o", "plan.ics"), 0, "已写入 plan.ics"),
    (("units", "-f", "json"), 0, '"name": "政府办公室"'),
)


def tried(command: Sequence[str], folder: Path) -> list[str]:
    """What went otherwise than it should, in ``folder``."""
    faults = []
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ANJU_", "PYTHON"))}
    variables = {**kept, "ANJU_CACHE": str(folder / "cache"), "PYTHONIOENCODING": "utf-8"}
    for args, code, part in STEPS:
        done = subprocess.run(
            [*command, *args],
            cwd=folder,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        said = done.stdout + done.stderr
        if done.returncode != code or part not in said or "Traceback" in said:
            faults.append(f"anju {' '.join(args)}: {done.returncode}, not {code} {part!r}\n{said}")
    return faults


def installed(file: Path, folder: Path) -> list[str]:
    """The command of ``file``, installed with everything into ``folder``."""
    venv.create(folder, with_pip=True)
    bin_ = folder / ("Scripts" if os.name == "nt" else "bin")
    command = [str(bin_ / "python"), "-m", "pip", "install", "--quiet", f"{file}[office]"]
    subprocess.run(command, check=True)
    return [str(bin_ / "anju")]


def main(files: Sequence[str]) -> int:
    """Try each of ``files``; 1 if anything went wrong."""
    wrong = 0
    for name in files:
        file = Path(name).resolve()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
            folder = Path(temporary) / "试 用"
            folder.mkdir()
            if file.suffix == ".pyz":
                command = [sys.executable, "-I", "-S", "-X", "utf8", str(file)]
            else:
                command = installed(file, Path(temporary) / "venv")
            faults = tried(command, folder)
        print(f"{file.name}: {len(STEPS)} steps, {len(faults)} wrong", *faults, sep="\n")
        wrong += len(faults)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
