"""Read the sheets of a file, from the disk."""

from __future__ import annotations

from pathlib import Path

from anju_cli.editing.spreadsheet.csv_reader import separated
from anju_cli.editing.spreadsheet.sheet import Sheet, UnreadableTable
from anju_cli.editing.spreadsheet.xlsx_reader import workbook
from anju_cli.storage.input_file import InputError, read_input

_MOST_BYTES = 32 * 1024 * 1024
_ARCHIVE, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SAVE_AS = "请在 Excel 里打开它，另存为 .xlsx 或 .csv"


def read_sheets(path: Path, shown: str) -> list[Sheet]:
    """Read the sheets of a .xlsx or .csv file, which the user called ``shown``.
    Raises UnreadableTable."""
    return sheets_of(Path(shown).name, path.suffix.lower(), _bytes(path, shown))


def sheets_of(file: str, suffix: str, data: bytes) -> list[Sheet]:
    """Read the sheets in a file's content, which must be what its suffix says.
    Raises UnreadableTable."""
    is_archive = data.startswith(_ARCHIVE)
    if data.startswith(_OLD_OFFICE):
        raise UnreadableTable(f"{file} 是旧版的 Excel 文件（.xls），或者加了密码。{_SAVE_AS}")
    if suffix in (".xlsx", ".xlsm"):
        if not is_archive:
            raise UnreadableTable(f"{file} 的扩展名是 {suffix}，内容却不是 Excel 文件。{_SAVE_AS}")
        return workbook(file, data)
    if suffix in (".csv", ".txt", ".tsv"):
        if is_archive:
            right = Path(file).with_suffix(".xlsx").name
            raise UnreadableTable(
                f"{file} 的扩展名是 {suffix}，内容却像是 Excel 文件。请改名为 {right} 再试"
            )
        return [separated(file, data)]
    raise UnreadableTable(f"这里不会读 {suffix or '没有扩展名的'} 文件。{_SAVE_AS}")


def _bytes(path: Path, shown: str) -> bytes:
    try:
        data = read_input(path, _MOST_BYTES)
    except InputError as error:
        raise UnreadableTable(f"{shown}：{error}。{error.hint}") from None
    except FileNotFoundError:
        raise UnreadableTable(f"找不到文件 {shown}。请核对路径和文件名") from None
    except IsADirectoryError:
        raise UnreadableTable(f"{shown} 是一个文件夹。请写文件名，例如 统计.xlsx") from None
    if not data.strip():
        raise UnreadableTable(f"{shown} 是空的。请核对是不是用错了文件")
    return data
