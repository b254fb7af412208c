"""What type of document an address or a heading of a spreadsheet plainly names."""

import re

from monitor.domain.slug import slugify
from monitor.domain.vocabulary import DOCUMENT_TYPES, DocumentType

# Words that sites use in addresses, in the languages that are assessed first. Each phrase names one type only;
# where a phrase lies within a longer one ("developer-terms"), the longer one counts.
_PHRASES: dict[DocumentType, str] = {
    "privacy_policy": "privacy privacy-policy privacy-notice privacy-statement datenschutz datenschutzerklarung "
    "datenschutzerklaerung confidentialite politique-de-confidentialite vie-privee privacidad "
    "privacybeleid privacidade",
    "terms": "terms tos terms-of-service terms-of-use terms-and-conditions terms-conditions user-agreement agb cgu "
    "nutzungsbedingungen conditions-d-utilisation conditions-generales-d-utilisation conditions-of-use",
    "dpa": "dpa data-processing-agreement data-processing-addendum data-processing-terms auftragsverarbeitung "
    "auftragsverarbeitungsvertrag avv",
    "subprocessors": "subprocessors subprocessor sub-processors sub-processor subprocessor-list sous-traitants",
    "cookie_policy": "cookie cookies cookie-policy cookies-policy cookie-notice cookie-statement privacy-cookies",
    "acceptable_use": "acceptable-use acceptable-use-policy aup",
    "community_guidelines": "community-guidelines community-standards community-rules",
    "sla": "sla service-level-agreement service-levels",
    "security": "security security-policy security-measures",
    "developer_terms": "developer-terms developer-agreement api-terms api-terms-of-use api-terms-of-service",
    "commercial_terms": "commercial-terms customer-agreement master-subscription-agreement msa cgv",
    "law_enforcement": "law-enforcement law-enforcement-guidelines government-requests",
    "imprint": "imprint impressum mentions-legales aviso-legal",
}
_TYPE_OF: dict[str, DocumentType] = {
    phrase: kind for kind, text in _PHRASES.items() for phrase in text.split()
}
_BY_LENGTH = re.compile("|".join(sorted((re.escape(phrase) for phrase in _TYPE_OF), key=len, reverse=True)))


def type_named(text: str) -> DocumentType | None:
    """Read the type that a person wrote in any spelling ("Privacy Policy", "ToS"); None when it is none."""
    slug = slugify(text)
    return next((kind for kind in DOCUMENT_TYPES if kind == slug.replace("-", "_")), _TYPE_OF.get(slug))


def type_of_address(url: str) -> DocumentType | None:
    """Tell the type of a document by the words in the path of its *url*; None unless exactly one is named."""
    path = url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    words = slugify(re.sub(r"\.(html?|php|aspx?|pdf)$", "", path))
    found = {
        _TYPE_OF[match[0]]
        for match in _BY_LENGTH.finditer(words)
        if words[match.start() - 1 : match.start()] in ("", "-")
        and words[match.end() : match.end() + 1] in ("", "-")
    }
    return found.pop() if len(found) == 1 else None
