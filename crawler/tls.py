"""TLS as the web's clients do it: verified chain, verified name, TLS 1.2 or later, no way around."""

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, cast

from OpenSSL import SSL
from OpenSSL.crypto import X509
from service_identity import VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, ServiceID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet._sslverify import ClientTLSOptions, IOpenSSLTrustRoot
from twisted.internet.ssl import CertificateOptions
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from monitor.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from twisted.protocols.tls import TLSMemoryBIOProtocol

REMEMBER_VERDICTS = 1_000  # hosts; each is read right after its connection failed

Verdicts = OrderedDict[tuple[str, int], str]  # by host and port

BROKEN_OFF = "the server broke off the handshake"
NAME_MISMATCH = "the certificate is for another name"

# X509_V_ERR_* of OpenSSL's x509_vfy.h, in words for a person.
_VERDICTS = {
    9: "the certificate is not yet valid",
    10: "the certificate has expired",
    18: "the certificate is self-signed",
    19: "the chain ends in a certificate authority that is not trusted",
    20: "the issuer of the certificate is not trusted or missing from the chain",
    21: "the certificate chain is incomplete",
    23: "the certificate was revoked",
}


@implementer(IOpenSSLTrustRoot)
class _TrustRoot:
    """The system's authorities, and those of one more file."""

    def __init__(self, ca_file: str | None) -> None:
        self._ca_file = ca_file

    def _addCACertsToContext(self, context: SSL.Context) -> None:
        context.set_default_verify_paths()
        if self._ca_file is None:
            return
        try:
            context.load_verify_locations(self._ca_file)
        except SSL.Error as error:
            raise ConfigurationError(
                f"fetch.ca_file: {self._ca_file} holds no certificates in PEM form"
            ) from error


class _VerifiedConnection(ClientTLSOptions):
    """Verify like Twisted does, and remember in words why a certificate was refused."""

    def __init__(self, options: CertificateOptions, hostname: str, port: int, verdicts: Verdicts) -> None:
        super().__init__(options._makeTLSConnection, hostname)
        self._place = (hostname, port)
        self._verdicts = verdicts

    def clientConnectionForTLS(self, tlsProtocol: "TLSMemoryBIOProtocol") -> SSL.Connection:
        """Make the connection, with the check of chain and name in place."""
        connection = super().clientConnectionForTLS(tlsProtocol)
        self._remember(BROKEN_OFF)  # until the certificate was seen and found good
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, self._verify)
        return connection

    def _verify(self, _: SSL.Connection, certificate: X509, error: int, depth: int, is_valid: int) -> bool:
        if not is_valid:
            self._remember(
                _VERDICTS.get(error, f"the certificate was refused (OpenSSL verify error {error})")
            )
            return False
        if depth != 0:
            return True
        name: ServiceID = (DNS_ID if self._hostnameIsDnsName else IPAddress_ID)(self._hostnameASCII)
        try:
            verify_service_identity(extract_patterns(certificate), [name], [])
        except (VerificationError, ValueError):  # no match; a subject that cannot be read matches nothing
            self._remember(NAME_MISMATCH)
            return False
        self._verdicts.pop(self._place, None)
        return True

    def _remember(self, verdict: str) -> None:
        self._verdicts[self._place] = verdict
        if len(self._verdicts) > REMEMBER_VERDICTS:
            self._verdicts.popitem(last=False)


@implementer(IPolicyForHTTPS)
class VerifyingPolicy:
    """Give each connection its check. The authorities are read once per crawl, not once per connection.

    Raises:
        ConfigurationError: *ca_file* cannot be read.
    """

    def __init__(self, ca_file: str | None = None) -> None:
        if ca_file is not None and not Path(ca_file).is_file():
            raise ConfigurationError(f"fetch.ca_file: there is no file {ca_file}")
        self._options = CertificateOptions(trustRoot=cast(IOpenSSLTrustRoot, _TrustRoot(ca_file)))
        if ca_file is not None:
            self._options.getContext()  # a bad file is told before anything is fetched
        self._verdicts: Verdicts = OrderedDict()

    def creatorForNetloc(self, hostname: bytes, port: int) -> ClientTLSOptions:
        """Make what Twisted asks for each TLS connection to *hostname*."""
        return _VerifiedConnection(self._options, hostname.decode("ascii"), port, self._verdicts)

    def verdict(self, host: str, port: int) -> str | None:
        """Find why the last certificate of *host* was refused; asking forgets it."""
        return self._verdicts.pop((host, port), None)
