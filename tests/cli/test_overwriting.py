"""A file that is there is not overwritten unless ``--force``."""

from pathlib import Path

import pytest

from tests.running import BASE, ROOT, copy_of_base, run

DATA = f"--data={ROOT / BASE}"


@pytest.mark.parametrize(
    ("args", "file"),
    [
        (("tasks", DATA), "任务.csv"),
        (("unit", "司法局", DATA), "单位.docx"),
        (("export", DATA), "台账.xlsx"),
        (("report", "2021-06", DATA), "通报.html"),
        (("remind", DATA), "催办单.docx"),
        (("report", "--print-template"), "模板.yaml"),
        (("calendar", DATA), "plan.ics"),
        (("schema", "tasks"), "tasks.json"),
        (("explain", "A203"), "编号.md"),
    ],
)
def test_a_file_that_is_there_stays_unless_forced(
    tmp_path: Path, args: tuple[str, ...], file: str
) -> None:
    path = tmp_path / file
    path.write_text("改过的", encoding="utf-8")
    refused = run(*args, "-o", file, cwd=tmp_path)
    assert refused.refusal == (
        f"选项 --output：{file} 已经有了，没有覆盖。要覆盖请加 --force，或换个名字。"
    )
    assert path.read_text(encoding="utf-8") == "改过的"

    forced = run(*args, "-o", file, "--force", cwd=tmp_path)
    assert forced.code == 0
    assert f"已写入 {file}" in forced.err
    written = path.read_bytes()

    again = run(*args, "-o", file, cwd=tmp_path)  # the same content: nothing would be lost
    assert again.code == 0
    assert f"{file} 没有变化\n" in again.err
    assert path.read_bytes() == written


def test_of_several_files_none_is_written_where_one_is_there(tmp_path: Path) -> None:
    ask = ("remind", DATA, "--today=2021-12-20", "--each", "-f", "html", "-o", "催办单")
    assert run(*ask, cwd=tmp_path).code == 0
    letters = sorted((tmp_path / "催办单").iterdir())
    assert len(letters) > 2
    for letter in letters[:2]:
        letter.write_text("改过的", encoding="utf-8")
    letters[2].unlink()
    refused = run(*ask, cwd=tmp_path).refusal
    names = {str(letter.relative_to(tmp_path)) for letter in letters[:2]}
    named, _, rest = refused.removeprefix("选项 --output：").partition(" 已经有了")
    assert set(named.split("、")) == names
    assert rest == "，一个文件也没有写。要覆盖请加 --force，或换个名字。"
    assert not letters[2].exists()
    assert run(*ask, "--force", cwd=tmp_path).code == 0
    assert "改过的" not in "".join(path.read_text(encoding="utf-8") for path in letters)


def test_the_sheets_of_a_ledger_are_refused_together(tmp_path: Path) -> None:
    (tmp_path / "台账-单位.csv").write_text("改过的", encoding="utf-8")
    assert "台账-单位.csv 已经有了，一个文件也没有写" in (
        run("export", DATA, "-o", "台账.csv", cwd=tmp_path).refusal
    )
    assert [path.name for path in tmp_path.iterdir()] == ["台账-单位.csv"]


def test_counts_are_not_recorded_where_the_answer_may_not_be_written(tmp_path: Path) -> None:
    data = copy_of_base(tmp_path / "data")
    before = (data / "quotas.yaml").read_bytes()
    (tmp_path / "记.csv").write_text("改过的", encoding="utf-8")
    ask = ("record", "2021-06", "司法局=9", "--replace", "-o", "记.csv")
    assert "记.csv 已经有了，没有覆盖" in run(*ask, cwd=tmp_path).refusal
    assert (data / "quotas.yaml").read_bytes() == before


def test_the_result_of_a_check_is_that_of_the_last_one(tmp_path: Path) -> None:
    (tmp_path / "anju.sarif").write_text("旧", encoding="utf-8")
    assert run("validate", str(ROOT / BASE), "-o", "anju.sarif", cwd=tmp_path).code == 0
    assert (tmp_path / "anju.sarif").read_text(encoding="utf-8") != "旧"
