"""Marks of notes, and how entries in Chinese, Japanese and Korean name the day of access."""

from __future__ import annotations

_JAPANESE, _KOREAN = "閲覧|アクセス", "접속|열람|검색|방문|확인"
_CHINESE = "访问|訪問|检索|檢索|查阅|查閱|浏览|瀏覽|存取|读取|引用日期"
SEEN = f"{_JAPANESE}|{_KOREAN}|{_CHINESE}"
"""Words beside the day of access."""
_DAY = r"\d{4}[年년./-]\s?\d{1,2}[月월./-]\s?\d{1,2}[日일.]?"
_OPENS, _CLOSES = r"[(（\[,，;.。–-]?\s*", r"[)）\]\s.。]*$"
_LAST = r"(?:最后|最後|最終|최종\s?|마지막\s?)?"
PATTERNS = (
    rf"{_OPENS}{_DAY}에?\s*{_LAST}(?:{SEEN})[于함]?{_CLOSES}",
    rf"{_OPENS}{_LAST}(?:{SEEN})(?:于|일자?|日期?|时间|時間|날짜)?\s*[:：]?\s*{_DAY}{_CLOSES}",
)
"""The day of access at an entry's end: "2023年4月4日访问", "(검색일: 2023. 4. 4.)"."""
FROM = "de|desde|from|von|at|sur|à l['’]adresse"
"""Between the day of access and the address: "Retrieved April 4, 2023, from"."""
_LETTERS = r"a(?: (?:(?:et|und|and|y|e) )?[b-z]){1,9}|가(?: [나다라마바사아]){1,9}"
_JUMP = r"(?:[^\s:]{1,12}(?: [^\s:]{1,12}){0,2}:\s)?"
PLACES = rf"{_JUMP}(?:{_LETTERS}|\d\.\d(?: \d\.\d){{1,9}})\s+"
"""What wikis put before a note for each place that cites it: "a b c", "a et b", "1.0 1.1"."""
