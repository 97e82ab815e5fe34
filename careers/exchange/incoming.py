"""A file that somebody sent: what kind it is, and the guides in it."""

from __future__ import annotations

from careers.exchange.archive import read_zip
from careers.exchange.records import MOST_BYTES, FileRefused, Record
from careers.exchange.table import read_csv

__all__ = ["FileRefused", "read_file"]

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_HOW = 'In a spreadsheet, choose "CSV UTF-8 (comma delimited)".'


def read_file(data: bytes) -> list[Record]:
    """The guides of a CSV file or a zip of text files; raises FileRefused saying what to mend."""
    if len(data) > MOST_BYTES:
        raise FileRefused(f"The file is larger than {MOST_BYTES // 1_000_000} MB: split it.")
    records = read_zip(data) if data.startswith(b"PK") else read_csv(_text(data))
    if not records:
        raise FileRefused("There is no guide in the file.")
    return records


def _text(data: bytes) -> str:
    """The file's text; raises FileRefused where it is not UTF-8."""
    if data.startswith(_WIDE) or b"\x00" in data[:200]:
        raise FileRefused(f'The file is UTF-16 ("Unicode text"), not UTF-8. {_HOW}')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileRefused(
            f"Line {line}: the file is not UTF-8 but, it seems, an older code page such as"
            f" Windows-1252; letters with accents would be lost. {_HOW}"
        ) from error
