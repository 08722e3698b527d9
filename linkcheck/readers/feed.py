"""RSS, Atom and WordPress exports (WXR): an article for every post, named by its slug.

Text in CDATA sections stands in the file as it is, so that positions are exact; in escaped text
they count from where it begins. Posts that WordPress does not show as such (drafts it made by
itself, attachments, menus, the bin) are left out.
Sources: RSS 2.0, RFC 4287 (Atom), and exports of WordPress 4 to 6.
"""

from __future__ import annotations

import html as entities
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from linkcheck import dates
from linkcheck.errors import ReadError
from linkcheck.model import Article
from linkcheck.readers import html, tree
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from linkcheck.model import Block
    from linkcheck.readers.tree import Node

_ROOTS = frozenset({"rss", "RDF", "feed"})
_BODIES = ("encoded", "content", "description", "summary")
_EXCERPT = "excerpt"
_KINDS = frozenset({"", "post", "page"})
_UNSEEN = frozenset({"trash", "auto-draft", "inherit"})
_PARAGRAPHS = re.compile(r"<p[\s>]|<!-- wp:|<div[\s>]", re.IGNORECASE)
_NOT_SLUG = re.compile(r"[^\w.-]+")
_SUFFIX = re.compile(r"\.(?:x?html?|php|aspx?)$", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "wbr"})
_MAX_SLUG = 80


def read(name: str, data: bytes) -> tuple[Article, ...]:
    """Read every post of a feed or an export, in its order."""
    root = next(tree.parse(name, data).children(), None)
    if root is None or root.name not in _ROOTS:
        raise ReadError.of("no-feed", name=name)
    channel = root.find("channel") or root
    language = _text(channel, "language") or root.get("lang")
    return tuple(
        _article(post, number, language) for number, post in enumerate(_posts(root, channel), 1)
    )


def is_feed(data: bytes) -> bool:
    """Tell by its first bytes whether a file is a feed."""
    return bool(re.search(rb"<(?:rss|rdf:RDF|feed)[\s>]", data))


def _posts(root: Node, channel: Node) -> Iterator[Node]:
    holder = channel if next(channel.children("item", "entry"), None) else root
    for post in holder.children("item", "entry"):
        if _text(post, "post_type") in _KINDS and _text(post, "status") not in _UNSEEN:
            yield post


def _article(post: Node, number: int, language: str) -> Article:
    return Article(
        blocks=_blocks(post),
        title=clean(entities.unescape(_text(post, "title"))),
        language=clean(language, 35).replace("_", "-"),
        published=_published(post),
        base_url=_address(post),
        name=_slug(post, number),
    )


def _blocks(post: Node) -> tuple[Block, ...]:
    """The fullest text that a post has; without paragraphs of markup its lines make them."""
    bodies = [
        child
        for name in _BODIES
        for child in post.children(name)
        if _EXCERPT not in child.space and child.content
    ]
    if not bodies:
        return ()
    body = bodies[0]
    if body.get("type") == "xhtml":
        return html.read_fragment("".join(_markup(body)), body.line, 1)
    text, column = body.text, body.column if body.verbatim else 1
    return html.read_fragment(text, body.line, column, lines=not _PARAGRAPHS.search(text))


def _markup(node: Node) -> Iterator[str]:
    """The markup inside an element, as the HTML reader takes it."""
    for piece in node.content:
        if isinstance(piece, str):
            yield entities.escape(piece, quote=False)
        else:
            written = "".join(
                f' {key}="{entities.escape(value)}"' for key, value in piece.attributes.items()
            )
            yield f"<{piece.name}{written}>"
            yield from _markup(piece)
            if piece.name not in _VOID:
                yield f"</{piece.name}>"


def _published(post: Node) -> date | None:
    for name in ("post_date", "published", "date", "updated"):
        found = dates.parse_iso(_text(post, name))
        if found:
            return found
    try:
        return parsedate_to_datetime(_text(post, "pubDate")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _address(post: Node) -> str:
    for link in post.children("link"):
        if link.get("rel") in {"", "alternate"}:
            return (link.get("href") or link.text).strip()
    return ""


def _slug(post: Node, number: int) -> str:
    """The post's name in its address; without one, its place in the file."""
    address = _address(post).partition("?")[0].rstrip("/")
    last = address.rpartition("/")[2] if address.count("/") > 2 else ""  # noqa: PLR2004 (scheme and host)
    last = _SUFFIX.sub("", last)
    slug = _NOT_SLUG.sub("-", clean(_text(post, "post_name") or last, _MAX_SLUG)).strip("-")
    return slug or str(number)


def _text(node: Node, name: str) -> str:
    child = node.find(name)
    return child.text.strip() if child else ""
