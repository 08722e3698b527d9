"""Whom TLS trusts: the system's certificates, those that OpenSSL's variables name, and a user's.

OpenSSL reads ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` by itself, and passes over what it cannot
read: every site would then seem to have a bad certificate. So a mistake there is told first.
"""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck.errors import ConfigError, why
from linkcheck.fetch.sessions import resumed

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE, FOLDERS = "SSL_CERT_FILE", "SSL_CERT_DIR"
_PEM = b"-----BEGIN "


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """TLS that verifies: the system's certificates, and those of ``ca_file``.

    Where the system has none (a bare container), certifi's stand in. Raises ConfigError.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # some systems leave this to OpenSSL's file
    context.set_alpn_protocols(["http/1.1"])
    if not _has_system_certificates():
        import certifi  # noqa: PLC0415 (most systems have their own)

        context.load_verify_locations(certifi.where())
    if ca_file is not None:
        _trust(context, ca_file)
    return resumed(context)


def must_be_usable(environ: Mapping[str, str] = os.environ) -> None:
    """Raise ConfigError if a variable names certificates that are not there."""
    file, folders = environ.get(FILE, ""), environ.get(FOLDERS, "")
    if file:
        try:
            is_pem = _PEM in Path(file).read_bytes()
        except OSError as error:
            raise ConfigError.of(
                "certificates-unreadable", variable=FILE, path=file, why=why(error)
            ) from None
        if not is_pem:
            raise ConfigError.of("certificates-no-pem", variable=FILE, path=file)
    if folders and not any(Path(one).is_dir() for one in folders.split(os.pathsep)):
        raise ConfigError.of("certificates-no-folder", variable=FOLDERS, path=folders)


def _has_system_certificates() -> bool:
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile) or (bool(paths.capath) and any(Path(paths.capath).iterdir()))


def _trust(context: ssl.SSLContext, ca_file: Path) -> None:
    try:
        context.load_verify_locations(ca_file)
    except (OSError, ssl.SSLError) as error:
        detail = str(error)
        raise ConfigError.of("certificates", path=str(ca_file), detail=detail) from error
