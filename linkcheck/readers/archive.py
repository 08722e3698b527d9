"""Archives (DOCX, ODT, EPUB): members read by name into memory, bounded, never extracted."""

from __future__ import annotations

import io
import zipfile
import zlib

from linkcheck.errors import ReadError

MAX_MEMBER = 50_000_000
"""Bytes of one unpacked member."""
MAX_TOTAL = 150_000_000
"""Bytes unpacked from one archive."""
_MAX_RATIO = 300
"""Text packs to a tenth, seldom to a hundredth of its size; a bomb to a thousandth."""
_RATIO_FROM = 1_000_000
_MAX_MEMBERS = 20_000
_ENCRYPTED = 0x1


class Archive:
    """A zip file in memory. Every way in which it may be broken is a :class:`ReadError`."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open the directory of an archive; nothing is unpacked yet."""
        self._name = name
        self._packed = len(data)
        self._read = 0
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError.of("no-archive", name=name) from error
        self._members = {one.filename: one for one in self._file.infolist()[: _MAX_MEMBERS + 1]}
        if len(self._members) > _MAX_MEMBERS:
            raise ReadError.of("many-members", name=name, count=_MAX_MEMBERS)

    def __contains__(self, member: str) -> bool:
        """Tell whether there is such a member."""
        return member in self._members

    def read(self, member: str) -> bytes:
        """Unpack one member; raises :class:`ReadError` if it is missing, broken or a bomb."""
        found = self._members.get(member)
        if found is None:
            raise ReadError.of("lacks-part", name=self._name, part=member)
        if found.flag_bits & _ENCRYPTED:
            raise ReadError.of("password", name=self._name)
        try:
            with self._file.open(found) as opened:
                data = opened.read(MAX_MEMBER + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
        ) as error:
            raise ReadError.of("damaged-part", name=self._name, part=member) from error
        self._read += len(data)
        bomb = len(data) > _RATIO_FROM and len(data) > _MAX_RATIO * self._packed
        if bomb or len(data) > MAX_MEMBER or self._read > MAX_TOTAL:
            raise ReadError.of("bomb", name=self._name)
        return data
