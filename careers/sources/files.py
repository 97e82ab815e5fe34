"""Opening source files: plain text, gzip, zip and folders, and the tables in them.

Whatever a bad file can cause ends as one `SourceError`: a reader's caller catches nothing else.
Rows are numbered as a text editor numbers lines: the header is row 1.
"""

import codecs
import csv
import gzip
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from careers.sources.records import Record

if TYPE_CHECKING:
    from _csv import Reader

# The largest text that is read, the OEWS flat file, has 0.33 GB.
MAX_EXPANDED = 4 * 2**30
_CHUNK = 2**17
_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)
_NOT_A_ZIP = (*_DAMAGED, OSError, ValueError, NotImplementedError, OverflowError, struct.error)


class SourceError(Exception):
    """A file that cannot be read as what it should be.

    `str()` is exactly one line: the file, the row where it is known, the reason.
    """

    def __init__(self, path: Path | str, row: int | None, reason: str) -> None:
        super().__init__(path, row, reason)
        self.path = path
        self.row = row
        self.reason = reason

    def __str__(self) -> str:
        where = f"{self.path}, row {self.row}" if self.row is not None else str(self.path)
        line = " ".join(f"{where}: {self.reason}".split())
        return "".join(letter if letter.isprintable() else "�" for letter in line)


class _BadBytesError(Exception):
    """Bytes that no text file holds; `row` is where they stand, None if it does not matter."""

    def __init__(self, row: int | None, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


@dataclass(frozen=True, slots=True)
class TextFile:
    """One readable text: a file, or a member of a zip; compressed with gzip if its name says so."""

    path: Path
    member: str = ""
    encoding: str = "utf-8-sig"

    def __str__(self) -> str:
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def name(self) -> str:
        """The file's own name, without folder and without `.gz`."""
        return (self.member or self.path.name).rpartition("/")[2].removesuffix(".gz")

    def error(self, row: int | None, reason: str) -> SourceError:
        return SourceError(str(self), row, reason)

    @contextmanager
    def open(self) -> Iterator[IO[str]]:
        """Give the text, line ends untouched. Reading raises `SourceError`, at the row at fault."""
        try:
            with self._bytes() as raw:
                bounded = io.BufferedReader(_Bounded(raw, self.encoding), _CHUNK)
                with io.TextIOWrapper(bounded, encoding=self.encoding, newline="") as text:
                    yield text
        except _BadBytesError as error:
            raise self.error(error.row, error.reason) from error
        except _DAMAGED as error:
            raise self.error(None, "is cut short or damaged; fetch it again") from error
        except (OSError, NotImplementedError) as error:
            raise self.error(None, f"cannot be read: {error}") from error

    @contextmanager
    def _bytes(self) -> Iterator[IO[bytes] | gzip.GzipFile]:
        with self._stored() as stored:
            if (self.member or self.path.name).endswith(".gz"):
                with gzip.GzipFile(fileobj=stored) as expanded:
                    yield expanded
            else:
                yield stored

    @contextmanager
    def _stored(self) -> Iterator[IO[bytes]]:
        if not self.member:
            require_file(self.path)
            with self.path.open("rb") as stream:
                yield stream
        else:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                yield stream


class _Bounded(io.RawIOBase):
    """Passes bytes on; refuses bytes past the bound, NUL, and what the encoding does not allow.

    Decoding here a second time costs a tenth of the csv parser, and tells the row.
    """

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, encoding: str) -> None:
        self._stream = stream
        self._check = codecs.getincrementaldecoder(encoding)()
        self._encoding = encoding.removesuffix("-sig").upper()
        self._size = 0
        self._row = 1

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._size += len(data)
        if self._size > MAX_EXPANDED:
            raise _BadBytesError(None, f"expands past {_size(MAX_EXPANDED)}; it is not read")
        nul = data.find(b"\0")
        if nul >= 0:
            row = self._row + data.count(b"\n", 0, nul)
            raise _BadBytesError(row, "holds a NUL byte: this is not text, or it is damaged")
        try:
            self._check.decode(data, final=not data)
        except UnicodeDecodeError as error:
            row = self._row + error.object[: error.start].count(b"\n")
            raise _BadBytesError(row, f"is not {self._encoding} text") from error
        self._row += data.count(b"\n")
        buffer[: len(data)] = data
        return len(data)


def _size(count: int) -> str:
    return f"{count / 2**30:.0f} GiB" if count >= 2**30 else f"{count / 2**20:.0f} MiB"


def is_folder(path: Path) -> bool:
    """Tell a folder from a file. Raises `SourceError` if there is neither, or no way to tell."""
    try:
        if path.exists():
            return path.is_dir()
    except OSError as error:
        raise SourceError(path, None, f"cannot be reached: {error.strerror}") from error
    raise SourceError(path, None, "does not exist")


def require_file(path: Path) -> None:
    """Raise `SourceError` unless `path` is a file."""
    if is_folder(path):
        raise SourceError(path, None, "is a folder; give the file itself")


def sha256(path: Path) -> str:
    """Return the hex digest of a file, or of a folder: of its files' names and digests, sorted."""
    try:
        if not is_folder(path):
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        whole = hashlib.sha256()
        for file in sorted(f for f in path.rglob("*") if f.is_file()):
            whole.update(f"{file.relative_to(path).as_posix()}\0{sha256(file)}\n".encode())
    except OSError as error:
        raise SourceError(path, None, f"cannot be read: {error.strerror or error}") from error
    return whole.hexdigest()


def check_zip(path: Path, limit: int) -> list[zipfile.ZipInfo]:
    """Return the files of a zip, after refusing one that is encrypted, odd or expands past `limit`.

    The zip module never gives more of a member than its declared size, and checks its CRC: the
    declared sizes are a bound.
    """
    require_file(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            # A member without a name, as damage leaves it, makes `is_dir` fail.
            members = [info for info in members if not info.filename.endswith("/")]
    except _NOT_A_ZIP as error:
        raise SourceError(path, None, "is not a zip file, or is damaged; fetch it again") from error
    for info in members:
        if info.flag_bits & 0x41:
            raise SourceError(path, None, f"'{info.filename}' is encrypted; unpack it first")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            reason = f"'{info.filename}' is compressed in a way that is not read; unpack it first"
            raise SourceError(path, None, reason)
    if sum(info.file_size for info in members) > limit:
        raise SourceError(path, None, f"would expand past {_size(limit)}; it is not read")
    return members


def list_texts(path: Path, encoding: str = "utf-8-sig") -> dict[str, TextFile]:
    """Return the files of a folder or zip by name in lower case, `.gz` left off.

    Folders inside a zip are looked into, those inside a folder are not. Raises `SourceError`
    where two files share a name.
    """
    if is_folder(path):
        files = _texts_in(path, encoding)
    elif path.suffix.lower() == ".zip":
        names = [info.filename for info in check_zip(path, MAX_EXPANDED)]
        files = [TextFile(path, name, encoding) for name in names if "__MACOSX/" not in name]
    else:
        raise SourceError(path, None, "is one file; give the folder or the zip that holds them all")
    found: dict[str, TextFile] = {}
    for file in files:
        if file.name.startswith("."):
            continue
        other = found.setdefault(file.name.lower(), file)
        if other is not file:
            raise file.error(None, f"is there twice, as {other} too; keep one of them")
    return found


def _texts_in(folder: Path, encoding: str) -> list[TextFile]:
    try:
        return [TextFile(f, encoding=encoding) for f in sorted(folder.iterdir()) if f.is_file()]
    except OSError as error:
        raise SourceError(folder, None, f"cannot be read: {error.strerror}") from error


def one_text(path: Path) -> TextFile:
    """Return the text at `path`: the file itself (`.gz` or not), or the only file of a zip."""
    if path.suffix.lower() != ".zip":
        require_file(path)
        return TextFile(path)
    files = list(list_texts(path).values())
    if len(files) != 1:
        raise SourceError(path, None, f"holds {len(files)} files; one is wanted here")
    return files[0]


@dataclass(frozen=True, slots=True)
class Table:
    """How a delimited text is laid out, and where it is."""

    file: TextFile
    delimiter: str = ","
    quoted: bool = True
    # Other names under which a column is known: ours -> theirs, the first found is taken.
    aliases: Mapping[str, Sequence[str]] | None = None
    # Whether lines of a single field, notes on the data, may stand after the rows.
    notes: bool = False

    def header(self) -> list[str]:
        """Return the names of the columns, stripped. Raises `SourceError` if the file is empty."""
        with self.file.open() as stream, self._reader(stream) as reader:
            return self._names(reader)

    def require(self, columns: Iterable[str]) -> None:
        """Raise `SourceError` unless the header has all the columns."""
        self._positions(self.header(), tuple(columns), ())

    def rows(
        self, columns: Sequence[str], optional: Sequence[str] = ()
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (row number, the fields of `columns` then `optional`), blank lines left out.

        An optional column that is missing gives "". Raises `SourceError` for a missing column, a
        row of another length, broken quoting, a field of more than 128 KiB, and no rows at all.
        """
        with self.file.open() as stream, self._reader(stream) as reader:
            names = self._names(reader)
            width = len(names)
            pick = itemgetter(*self._positions(names, columns, optional))
            empty = True
            for fields in reader:
                if len(fields) != width:
                    if not fields or (self.notes and len(fields) == 1):
                        continue
                    self._refuse_width(reader.line_num, fields, width)
                empty = False
                fields.append("")
                yield reader.line_num, pick(fields)
            if empty:
                raise self.file.error(None, "has a header and no rows; is it cut short?")

    def records(self, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Record]:
        """As `rows`, each row as a `Record` by column name: for tables of some thousand rows."""
        names = (*columns, *optional)
        for row, fields in self.rows(columns, optional):
            yield Record(self.file, row, dict(zip(names, fields, strict=False)))

    def renamed(self, columns: Mapping[str, str]) -> Iterator[Record]:
        """As `records`, by our names of the columns: `columns` maps ours to those in the header."""
        for row, fields in self.rows(tuple(columns.values())):
            yield Record(self.file, row, dict(zip(columns, fields, strict=False)))

    @contextmanager
    def _reader(self, stream: IO[str]) -> Iterator["Reader"]:
        reader = csv.reader(
            stream,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            strict=True,
            skipinitialspace=self.quoted,
        )
        try:
            yield reader
        except csv.Error as error:
            raise self.file.error(reader.line_num, f"is not a proper table: {error}") from error

    def _names(self, reader: "Reader") -> list[str]:
        names = [name.strip() for name in next(reader, [])]
        if not any(names):
            raise self.file.error(None, "is empty")
        return names

    def _positions(
        self, names: list[str], columns: Sequence[str], optional: Sequence[str]
    ) -> list[int]:
        positions = []
        for column in (*columns, *optional):
            known = (column, *(self.aliases or {}).get(column, ()))
            found = [names.index(name) for name in known if name in names]
            if not found and column in columns:
                self._refuse_column(column, names)
            positions.append(found[0] if found else len(names))
        # An itemgetter of a single position gives no tuple; the field appended to each row does.
        return [*positions, len(names)] if len(positions) == 1 else positions

    def _refuse_column(self, column: str, names: list[str]) -> NoReturn:
        shown = ", ".join(names)
        shown = shown if len(shown) <= 300 else shown[:300] + "…"
        reason = f"column '{column}' is missing; found: {shown}; is this another table?"
        raise self.file.error(1, reason)

    def _refuse_width(self, row: int, fields: list[str], width: int) -> NoReturn:
        reason = f"has {len(fields)} fields where the header has {width}"
        raise self.file.error(row, reason)
