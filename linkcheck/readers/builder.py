"""Building blocks: collecting text, links and source positions until a block is complete."""

from __future__ import annotations

from linkcheck.model import Block, BlockKind, Link, Span

Position = tuple[int, int]
"""Line and column, 1-based."""


class BlockBuilder:
    """Collects one block after another; ``blocks`` holds what is complete."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.blocks: list[Block] = []
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._next = (0, 0)
        """Where text stands that goes on without a gap and needs no mark of its own."""
        self._marks: list[tuple[int, int, int]] = []
        self._links: list[Link] = []
        self._open: tuple[int, str, Position] | None = None
        self._plain = 0

    @property
    def is_empty(self) -> bool:
        """Whether no text was collected since the last block."""
        return not self._length

    @property
    def ends_in_space(self) -> bool:
        """Whether the text so far ends in white space, or there is none."""
        return not self._pieces or self._pieces[-1][-1:].isspace()

    def text(self, text: str, at: Position, *, bold: bool = False) -> None:
        """Add text that stands at a position of the source."""
        if not text:
            return
        if at != self._next:
            self._marks.append((self._length, *at))
        self._next = (at[0], at[1] + len(text))
        self._pieces.append(text)
        self._length += len(text)
        if not bold and not text.isspace():
            self._plain += 1

    def open_link(self, url: str, at: Position) -> None:
        """Begin a link: what is added until it is closed is its anchor."""
        if self._open is None:
            self._open = (self._length, url, at)

    def close_link(self, end: Position) -> None:
        """End the link that is open, if any."""
        if self._open is not None:
            start, url, at = self._open
            self._links.append(Link(start, self._length, url, Span(*at, *end)))
            self._open = None

    def finish(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        region: str = "",
        path: tuple[int, ...] = (),
    ) -> None:
        """Complete the block, if there is any text or link in it."""
        if self._open is not None:
            self.close_link(self._open[2])
        text = "".join(self._pieces)
        if not text and self._links:
            self._marks = [(0, self._links[0].span.line, self._links[0].span.column)]
        if text.strip() or self._links:
            self.blocks.append(
                Block(
                    kind=kind,
                    text=text,
                    marks=tuple(self._marks),
                    links=tuple(self._links),
                    level=level,
                    region=region,
                    bold=bool(text.strip()) and not self._plain,
                    path=path,
                )
            )
        self._clear()
