"""Labels as a reader reads them: without bullets, numbers, marks and phrases about the access."""

from __future__ import annotations

import re

from linkcheck.text import clean, fold

_BULLET = re.compile(
    r"^(?:[-–—*•·◦▪▸►→»›○●■□☞✓+]+\s+|[•·◦▪▸►→○●■□☞✓]+|\[\^?\w{1,4}\]:?\s*|\(?\d{1,3}[.)]\s+|[¹²³⁰⁴-⁹₀-₉]+\s*"
    r"|\*+\s*|\^+\s*|↑\s*|※\s*|↩︎?\s*)+"
)
_ACCESS = re.compile(
    r"""(?:^|[(\[,;.–-]|(?<=\s)-)\s*(?:
      (?:zuletzt\s+)?(?:abgerufen|aufgerufen|abruf|zugriff|eingesehen|besucht|zugegriffen|letzter\s+(?:zugriff|abruf|aufruf))
        \s*:?\s*(?:(?:am|im|vom|on)\s*:?\s*)?[\w .,/:-]{4,30}?
    | (?:last\s+)?(?:accessed|retrieved|visited|viewed)\s*:?\s*(?:on\s+)?[\w .,/:-]{4,30}?
    | (?:consulté|consultée|accès)\s+(?:le\s+)?[\w .,/:-]{4,30}?
    | (?:consultad[oa]|accedid[oa]|recuperad[oa])\s+(?:el\s+)?[\w .,/:-]{4,30}?
    | (?:solicitado|acessado|acesso)\s+em:?\s+[\w .,/:-]{4,30}?
    | dostęp\s*:?\s*[\w .,/:-]{4,30}?
    | \d{4}[年.]\s?\d{1,2}[月.]\s?\d{1,2}日?\s*(?:閲覧|アクセス|접속)
    )\s*[)\]]?\s*[.;,]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_AVAILABLE = re.compile(
    r"""[,;.(\s–-]*\b(?:abruf(?:bar|en)|verfügbar|einsehbar|erhältlich|online|nachzulesen|available|accessible
    |disponible|disponibile|disponível|dostępne|zu\s+finden)\s*(?:unter|auf|bei|online|at|from|sur|en|em|su|via|r?unter|hier|pod
    |in\s+internet)?\s*[:.]?\s*(?=[)\]]?[.\s]*(?:\[|\(|$))""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED_DATE = re.compile(
    r"\s*[\[(]\s*(?:stand\s*:?\s*)?\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\s*[\])]\s*\.?\s*$", re.IGNORECASE
)
_URL_WORD = re.compile(
    r"[,;.(\s]*\b(?:url|link|web|internet|doi|quelle|online)\s*[:=]?\s*$", re.IGNORECASE
)
_SOURCE_WORD = re.compile(
    r"^(?:quelle|source|fuente|fonte|źródło|bron|出典|출처)\s*[:：]\s*", re.IGNORECASE
)
_EMPTY = re.compile(r"[(\[<{«»„“”\"']\s*[)\]>}«»„“”\"']")
_EDGES = " \t\n\u00a0:：,;|–—-→>/<=*_"
_GENERIC = frozenset(
    fold(word)
    for word in (
        "hier", "link", "quelle", "here", "source", "this", "click here", "hier klicken", "mehr", "more",
        "read more", "weiterlesen", "website", "webseite", "online", "pdf", "ici", "lien", "aquí", "aqui", "qui",
        "tutaj", "тут", "здесь", "こちら", "ここ", "여기", "链接", "这里", "url", "doi", "html", "web", "zum artikel", "artikel",
        "dieser", "diese", "dieses", "link zum artikel", "zur quelle", "zur studie", "direktlink", "full text", "volltext",
    )
)  # fmt: skip
_NUMBER = re.compile(r"\W*\d{0,3}\W*")
_CONNECTING = frozenset(
    "von vom und oder mit nach bei im in am an der die das den dem des zum zur fur uber aus zwischen auf"
    " the of and or with at on for from by to le la les de du des et el los del y con di della dei e".split()
)
_ELLIPSIS_END = re.compile(r"(?:…|\.\.\.|\[(?:…|\.{3})\])\s*[\"“”»)]?$")


def tidy(text: str) -> str:
    """Make a label of raw text: bounded, one line, nothing about how the page was reached."""
    label = clean(text, 600).strip(_EDGES)
    label = _BULLET.sub("", label)
    for _ in range(2):
        label = _ACCESS.sub("", label)
        label = _BRACKETED_DATE.sub("", label)
        label = _AVAILABLE.sub(" ", label)
        label = _URL_WORD.sub("", label) if len(label) > len("online: ") else label
        label = _EMPTY.sub("", label).strip(_EDGES)
    label = _SOURCE_WORD.sub("", label)
    label = clean(_unwrapped(label).strip(_EDGES))
    return "" if is_generic(label) or not any(map(str.isalnum, label)) else label


def _unwrapped(label: str) -> str:
    """Take off brackets around the whole label, and one that was never closed."""
    for opening, closing in ("()", "[]"):
        if label.startswith(opening) and label.endswith(closing) and label.count(opening) == 1:
            label = label[1:-1]
        if label.endswith(opening):
            label = label[:-1]
        if label.startswith(closing):
            label = label[1:]
    return label


def is_generic(text: str) -> bool:
    """Tell whether an anchor names nothing ("hier", "here", "link", 「こちら」)."""
    bare = fold(text).strip(" .:»«>→[]()")
    return bare in _GENERIC or bool(_NUMBER.fullmatch(bare))


def is_truncated(label: str) -> bool:
    """Tell whether a label breaks off: an ellipsis, or a connecting word at its end."""
    if _ELLIPSIS_END.search(label):
        return True
    said = fold(label).split()
    return len(said) > 2 and said[-1] in _CONNECTING  # noqa: PLR2004 (two words may be a name: "Bon de")
