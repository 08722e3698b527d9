"""What a label promises: the left-hand side of every comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from linkcheck import languages
from linkcheck.model import Evidence, Page

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """The label of a citation, or a title that was given outright.

    ``language`` is a BCP 47 tag, "" to be guessed. ``published`` is the article's date: it gives
    a label without year its year; ``None`` when the article has none. ``strict`` says that
    ``text`` is the title that the page must have, not a description of it. ``title`` is the part
    of a bibliographic entry that is the page's title, "" where the text is all of it.
    """

    text: str
    url: str = ""
    language: str = ""
    published: date | None = None
    strict: bool = False
    title: str = ""

    @property
    def tongue(self) -> str:
        """The language of the text, guessed where it tells; otherwise as declared."""
        return spoken(self.text, self.language)


_ACCESS_NOTE = re.compile(
    r"[\s,;(\[]*\b(?:(?:zuletzt |letzter )?(?:abgerufen|abruf|aufgerufen|zugriff)"
    r"|(?:last )?(?:accessed|retrieved|visited)|consult[ée]e? le|consultado el|consultato il"
    r"|acesso em|geraadpleegd|dostęp|дата обращения)\b[^|]{0,40}$|[\s（(]*閲覧日?[^|]{0,30}$",
    re.IGNORECASE,
)
"""When somebody looked at a page: no promise of what it is, and its date is none of the page's."""


_FORM_NOTE = re.compile(
    r"[ \t]*[\[(（](?:(?:pdf|html|video|audio)|(?:in|auf|en|em|in het|po|på|w języku)?[ \t]*"
    r"(?:german|english|french|spanish|italian|portuguese|polish|dutch|japanese|korean|chinese|russian"
    r"|deutsch|englisch|französisch|spanisch|italienisch|portugiesisch|polnisch|niederländisch"
    r"|japanisch|koreanisch|chinesisch|russisch|allemand|anglais|français|espagnol|italien|portugais"
    r"|polonais|néerlandais|japonais|coréen|chinois|russe|alemán|inglés|francés|español|italiano"
    r"|japonés|coreano|chino|ruso|tedesco|inglese|francese|spagnolo|giapponese|inglês|francês|alemão"
    r"|espanhol|duits|engels|frans|spaans|niemiecki|angielski|francuski|po angielsku|po niemiecku)"
    r"|(?:日本|英|独|仏|韓国|中国|中|韩|德|法)[語语]|영문|국문|영어|일본어|중국어|독일어|프랑스어)"
    r"[)）\]][ \t]*$",
    re.IGNORECASE,
)
"""What a page is, or which language it speaks: no word of its title."""


def without_access_note(text: str) -> str:
    """A label without the remarks at its end on when the page was looked at, and on its form."""
    for note in (_FORM_NOTE, _ACCESS_NOTE, _FORM_NOTE):
        text = note.sub("", text) or text
    return text


_ROMANCE = frozenset({"es", "fr", "it", "pt"})
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_NOT_ENGLISH = re.compile("[äöüß]", re.IGNORECASE)


@lru_cache(maxsize=2048)
def spoken(text: str, declared: str) -> str:
    """The language of a text as its words tell, else the declared one, as a primary tag."""
    known = declared.partition("-")[0].lower()
    guessed = languages.guess(text, known)
    if guessed == "zh" and (known == "ja" or _KANA.search(text)):
        return "ja"  # a headline may be all Han but for a single particle
    if known in _ROMANCE and guessed in _ROMANCE:
        return known  # a headline of theirs is made of words that all of them have
    # German says "was" and "an" as well: a word with ä, ö, ü or ß is none of English.
    return known if guessed == "en" and known and _NOT_ENGLISH.search(text) else guessed


Matcher = Callable[[Claim, Page], Iterable[Evidence]]
"""A matcher: what speaks for the page being what the claim says, and what against."""
