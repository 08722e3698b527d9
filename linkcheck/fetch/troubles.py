"""Why there was no answer: exceptions of the transport turned into values."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from linkcheck.fetch.connect import RefusedAddressError
from linkcheck.fetch.resolver import NO_SUCH_NAME
from linkcheck.fetch.wire import HeadersTooLargeError
from linkcheck.model import FailureKind
from linkcheck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_DETAIL = 200
_CERTIFICATES = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is self-signed",
    19: "the certificate is self-signed",
    20: "the certificate's issuer is unknown",
    21: "the certificate's issuer is unknown",
    23: "the certificate has been revoked",
    62: "the certificate is for another host",
    64: "the certificate is for another address",
}
"""OpenSSL's verification errors (X509_V_ERR_…) in words."""
_HANDSHAKES = {
    "WRONG_VERSION_NUMBER": "the server does not speak TLS on this port",
    "UNSUPPORTED_PROTOCOL": "the server speaks only versions of TLS that are too old",
    "TLSV1_ALERT_PROTOCOL_VERSION": "the server speaks only versions of TLS that are too old",
    "TLSV1_ALERT_INTERNAL_ERROR": "the server broke the TLS handshake off",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "the server broke the TLS handshake off",
    "TLSV1_UNRECOGNIZED_NAME": "the server does not know this host's name",
}
"""OpenSSL's names of failed handshakes in words."""

_KINDS: tuple[tuple[type[httpx.TransportError], FailureKind], ...] = (
    (RefusedAddressError, FailureKind.REFUSED_BY_POLICY),
    (HeadersTooLargeError, FailureKind.TOO_LARGE),
    (httpx.TimeoutException, FailureKind.TIMEOUT),
    (httpx.ProtocolError, FailureKind.PROTOCOL),
)
"""The first that fits; all else is the connection's."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why one request got no answer; ``detail`` is for people, one line."""

    kind: FailureKind
    detail: str


def trouble_of(error: httpx.TransportError) -> Trouble:
    """Say what an error of the transport means, by the system's error that caused it."""
    kind, detail = _classified(error)
    return Trouble(kind, clean(detail, _MAX_DETAIL))


def _classified(error: httpx.TransportError) -> tuple[FailureKind, str]:
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return _name_trouble(cause)
        if isinstance(cause, ssl.SSLError):
            return FailureKind.TLS, _tls_detail(cause)
    for exception, kind in _KINDS:
        if isinstance(error, exception):
            return kind, str(error) or kind.value
    return FailureKind.CONNECTION, _connection_detail(error)


def _name_trouble(cause: socket.gaierror) -> tuple[FailureKind, str]:
    if cause.errno in NO_SUCH_NAME:
        return FailureKind.NO_SUCH_HOST, "the name does not exist or has no address"
    return FailureKind.CONNECTION, f"the name could not be looked up: {cause.strerror}"


def _tls_detail(cause: ssl.SSLError) -> str:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return _CERTIFICATES.get(cause.verify_code, f"the certificate: {cause.verify_message}")
    reason = cause.reason or ""
    return _HANDSHAKES.get(reason, f"TLS failed: {reason or cause}")


def _connection_detail(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.ProxyError):
        return str(error)
    for cause in _causes(error):
        if isinstance(cause, ConnectionRefusedError):
            return "connection refused"
        if isinstance(cause, (ConnectionResetError, BrokenPipeError)):
            return "connection reset"
    return str(error) or "the connection failed"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
