"""Authorities of our own for one browser: ``python -m crawler.browser_trust STORE FILE``, a process of its own.

Chromium reads a user's own authorities from a store of NSS, the library that it brings along. The same library makes
the store here; it keeps state for a whole process, so it gets one.
"""

import ctypes
import ssl
import sys
from pathlib import Path

# certt.h of NSS: a certificate of an authority, trusted to name servers.
_VALID_AUTHORITY, _TRUSTED_AUTHORITY = 1 << 3, 1 << 4
_ANY_HANDLE = ctypes.c_ulong(0)  # of a certificate without a key


class TrustFailed(Exception):
    """The store was not made; the text says at what."""


class _Item(ctypes.Structure):
    """SECItem: bytes with their length."""

    _fields_ = (("type", ctypes.c_int), ("data", ctypes.c_char_p), ("length", ctypes.c_uint))


class _Trust(ctypes.Structure):
    """CERTCertTrust: what a certificate may vouch for."""

    _fields_ = (("servers", ctypes.c_uint), ("mail", ctypes.c_uint), ("code", ctypes.c_uint))


def make_store(store: Path, certificates: list[bytes]) -> None:
    """Make a store in the folder *store*, which is there and empty, that trusts *certificates* (DER) as authorities.

    Raises:
        TrustFailed: says why not.
    """
    try:
        nss = ctypes.CDLL("libnss3.so")
    except OSError as error:
        raise TrustFailed("the library libnss3 is not installed") from error
    for name in ("CERT_GetDefaultCertDB", "CERT_NewTempCertificate", "PK11_GetInternalKeySlot"):
        getattr(nss, name).restype = ctypes.c_void_p
    _check(nss.NSS_Initialize(f"sql:{store}".encode(), b"", b"", b"secmod.db", 0), "the store cannot be made")
    slot = ctypes.c_void_p(nss.PK11_GetInternalKeySlot())
    _check(nss.PK11_InitPin(slot, None, b""), "the store cannot be opened")
    for number, certificate in enumerate(certificates):
        _trust(nss, slot, certificate, f"authority-{number}".encode())
    nss.PK11_FreeSlot(slot)
    _check(nss.NSS_Shutdown(), "the store cannot be written")


def _trust(nss: ctypes.CDLL, slot: ctypes.c_void_p, der: bytes, name: bytes) -> None:
    database = ctypes.c_void_p(nss.CERT_GetDefaultCertDB())
    item, trust = _Item(0, der, len(der)), _Trust(_VALID_AUTHORITY | _TRUSTED_AUTHORITY, 0, 0)
    certificate = ctypes.c_void_p(nss.CERT_NewTempCertificate(database, ctypes.byref(item), None, 0, 1))
    if not certificate:
        raise TrustFailed("a certificate cannot be read")
    _check(nss.PK11_ImportCert(slot, certificate, _ANY_HANDLE, name, 0), "a certificate cannot be kept")
    _check(
        nss.CERT_ChangeCertTrust(database, certificate, ctypes.byref(trust)),
        "a certificate cannot be trusted",
    )
    nss.CERT_DestroyCertificate(certificate)


def _check(status: int, problem: str) -> None:
    if status != 0:
        raise TrustFailed(problem)


def certificates_in(text: str) -> list[bytes]:
    """Give the certificates of a PEM file, in DER; whatever is around them is passed over."""
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    bodies = (part.partition(end)[0] for part in text.split(begin)[1:])
    return [ssl.PEM_cert_to_DER_cert(f"{begin}{body}{end}") for body in bodies]


def main() -> None:
    """Make one store; exits with a line that says why not."""
    store, file = map(Path, sys.argv[1:])
    try:
        make_store(store, certificates_in(file.read_text(encoding="ascii", errors="replace")))
    except (TrustFailed, OSError, ValueError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
