"""From offsets of a text to lines and columns, 1-based, counted in code points."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
_STRIDE = 4096


class Positions:
    """Where the lines of a text begin."""

    def __init__(self, text: str, line: int = 1, column: int = 1) -> None:
        """Find the line ends once: LF, CR LF and lone CR. A part begins at a line and column."""
        self.starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._line = line
        self._column = column

    def __call__(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1]
        return (line + self._line - 1, column + (self._column if line == 1 else 1))


class Utf8Offsets:
    """From byte offsets of UTF-8 to code points, in constant time for each."""

    def __init__(self, data: bytes) -> None:
        """Count the code points of each stride of bytes once."""
        self._data = data
        self._ascii = data.isascii()
        self._last = (0, 0)
        """The offset asked for last, and its code point: the next one is seldom far behind it."""
        self._counts = [0]
        for start in range(0, len(data), _STRIDE):
            self._counts.append(self._counts[-1] + _code_points(data[start : start + _STRIDE]))

    def __call__(self, offset: int) -> int:
        """The code point at a byte offset."""
        if self._ascii:
            return offset
        known, count = self._last
        if not known <= offset < known + _STRIDE:
            stride = offset // _STRIDE
            known, count = stride * _STRIDE, self._counts[stride]
        self._last = (offset, count + _code_points(self._data[known:offset]))
        return self._last[1]


def _code_points(data: bytes) -> int:
    return len(data.translate(None, _CONTINUATION_BYTES))
