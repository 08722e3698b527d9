"""TLS sessions taken up again, which spares both sides the costly part of a handshake.

A session is only offered to the name that it was made with, by the settings that judged its
certificate then; a server that does not know it any more simply begins anew.
"""

from __future__ import annotations

import ssl
from collections import OrderedDict

REMEMBERED = 500
"""Sessions kept; each holds a chain of certificates, some kilobytes."""


def resumed(context: ssl.SSLContext) -> ssl.SSLContext:
    """Let connections of these settings take up earlier sessions; answer the settings."""
    sessions: OrderedDict[str, ssl.SSLSession] = OrderedDict()

    class Resuming(ssl.SSLObject):
        """A connection that offers its host's last session, and keeps its own."""

        _is_new = True
        _is_kept = False

        def do_handshake(self) -> None:
            """Begin, or go on with, the handshake."""
            known = sessions.get(self.server_hostname or "")
            if self._is_new and known is not None:
                self.session = known
            self._is_new = False
            super().do_handshake()

        def read(self, len: int = 1024, buffer: bytearray | None = None) -> bytes | int:  # type: ignore[override]  # noqa: A002 (the parent's name; it answers a number for a buffer)
            """Read; in TLS 1.3, the session to keep comes with the first bytes."""
            got: bytes | int = super().read(len) if buffer is None else super().read(len, buffer)
            if not self._is_kept:
                self._is_kept = True
                self._keep(self.server_hostname or "")
            return got

        def _keep(self, host: str) -> None:
            if self.session is not None:
                sessions[host] = self.session
                sessions.move_to_end(host)
            if len(sessions) > REMEMBERED:
                sessions.popitem(last=False)

    context.sslobject_class = Resuming
    return context
