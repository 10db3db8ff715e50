"""Read the sheets of a file, from the disk."""

from __future__ import annotations

from pathlib import Path

from anju_cli.editing.spreadsheet.csv_reader import separated
from anju_cli.editing.spreadsheet.sheet import Sheet, UnreadableTable
from anju_cli.editing.spreadsheet.xlsx_reader import workbook

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
        if path.is_dir():
            raise UnreadableTable(f"{shown} 是一个文件夹。请写文件名，例如 统计.xlsx")
        if path.exists() and not path.is_file():
            raise UnreadableTable(f"{shown} 不是普通的文件。请写 .xlsx 或 .csv 文件")
        if path.stat().st_size > _MOST_BYTES:
            most = _MOST_BYTES // (1024 * 1024)
            raise UnreadableTable(f"{shown} 超过 {most} MB。请核对是不是用错了文件")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableTable(f"找不到文件 {shown}。请核对路径和文件名") from None
    except PermissionError:
        raise UnreadableTable(
            f"没有权限读 {shown}，或者它正在别的程序（例如 Excel）里打开着。请关闭那个程序再试"
        ) from None
    except OSError as error:
        raise UnreadableTable(f"读不出 {shown}（错误号 {error.errno}）。请检查磁盘和路径") from None
    if not data.strip():
        raise UnreadableTable(f"{shown} 是空的。请核对是不是用错了文件")
    return data
