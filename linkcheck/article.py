"""What is read of an article besides its citations: facts of entries, what was left out, the text.

Part of the vocabulary, and used through :mod:`linkcheck.model`. Text was cleaned and bounded
where it was read.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a bibliographic entry says of its page; "" or () where it says nothing.

    ``published`` and ``accessed`` are dates as far as the entry tells them, in the way of ISO 8601:
    ``2023``, ``2023-05`` or ``2023-05-12``. ``accessed`` is the day on which the author looked.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Links that stand in no section of sources: how many, and where they stand together.

    ``heading`` is what they stand under, "" if nothing; ``region`` is the part of the page
    ("nav", "comments", "related" …), "" for the article itself. ``listed`` tells that they are a
    list, as sources are, rather than links in the words of a text.
    """

    heading: str
    region: str
    line: int
    links: int
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` of a passage is a citation's label or address.

    ``number`` is the citation's place in its document, from 1.
    """

    start: int
    end: int
    number: int
    address: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of an article as a person sees it, with the citations that stand in it.

    ``line`` is its number, in formats without lines its paragraph's. ``cited`` are the numbers of
    the citations that end here. ``heading`` tells that a section of sources begins with it.
    ``hidden`` counts lines whose text was not kept, for their number: then there is no text.
    """

    line: int
    text: str
    marks: tuple[Mark, ...] = ()
    cited: tuple[int, ...] = ()
    heading: bool = False
    hidden: int = 0
