"""Keeping what the web answered, and answering from what was kept."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from linkcheck import urls
from linkcheck.errors import ReplayError, why
from linkcheck.fetch import recording
from linkcheck.fetch.recording import Recording
from linkcheck.model import Response

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from linkcheck.fetch.fetches import Fetches
    from linkcheck.fetch.policy import Allowance
    from linkcheck.model import Outcome


class Recorder:
    """Passes requests on to ``inner`` and keeps each answer in ``folder``.

    File names are made of words and a hash, never of parts of a URL's path as they are.
    Raises :class:`linkcheck.errors.ReplayError` when a file cannot be written.
    """

    def __init__(self, inner: Fetches, folder: Path) -> None:
        self._inner = inner
        self._folder = folder
        self._kept: set[str] = set()

    async def fetch(
        self, url: str, *, languages: Sequence[str] = (), allowance: Allowance | None = None
    ) -> Outcome:
        """Fetch and keep."""
        outcome = await self._inner.fetch(url, languages=languages, allowance=allowance)
        key = urls.request_key(url)
        if key not in self._kept:
            self._kept.add(key)
            self._keep(replace(outcome, url=key))
        return outcome

    def _keep(self, outcome: Outcome) -> None:
        folder = self._folder / recording.folder_of(outcome.url)
        stem = recording.stem_of(outcome.url)
        body = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if isinstance(outcome, Response) and outcome.body:
                body = stem + recording.extension_of(outcome.headers)
                _write(folder / body, outcome.body)
            text = recording.compose(Recording(outcome, body))
            _write(folder / f"{stem}.toml", text.encode("utf-8"))
        except OSError as error:
            place = str(self._folder)
            raise ReplayError.of(
                "unrecordable", url=outcome.url, folder=place, why=why(error)
            ) from error


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)


class Replayer:
    """Answers from the recordings in ``folder``, and from nothing else.

    Raises :class:`linkcheck.errors.ReplayError` for what was not recorded and for damaged files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def fetch(
        self,
        url: str,
        *,
        languages: Sequence[str] = (),  # noqa: ARG002 (the protocol's)
        allowance: Allowance | None = None,  # noqa: ARG002 (the protocol's)
    ) -> Outcome:
        """Answer from the recording of this URL, whatever its fragment."""
        found = self._index.get(urls.request_key(url))
        if found is None:
            raise ReplayError.of("no-recording", url=url, folder=str(self._folder))
        file, kept = found
        outcome = replace(kept.outcome, url=url)
        if kept.body is None or not isinstance(outcome, Response):
            return outcome
        return replace(outcome, body=self._read(file.with_name(kept.body)))

    @cached_property
    def _index(self) -> dict[str, tuple[Path, Recording]]:
        """All recordings by request key."""
        if not self._folder.is_dir():
            raise ReplayError.of("no-recordings", folder=str(self._folder))
        index: dict[str, tuple[Path, Recording]] = {}
        for file in sorted(self._folder.rglob("*.toml")):
            kept = recording.parse(self._text(file), str(file))
            key = urls.request_key(kept.outcome.url)
            if key in index:
                first = str(index[key][0])
                raise ReplayError.of(
                    "recorded-twice", first=first, second=str(file), url=kept.outcome.url
                )
            index[key] = (file, kept)
        return index

    def _text(self, file: Path) -> str:
        try:
            return self._read(file).decode("utf-8")
        except UnicodeDecodeError as error:
            raise ReplayError.of("recording-no-utf-8", path=str(file)) from error

    def _read(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise ReplayError.of("recording-unreadable", path=str(file), why=why(error)) from error
