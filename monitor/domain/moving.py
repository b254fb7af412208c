"""Where a redirect leads: a new address of the same document, or a page that stands in its place. Pure."""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from monitor.domain.fetching import Hop

# RFC 9110, 15.4: what a client may remember. All others say "for now".
PERMANENT = frozenset({301, 308})

_LOGIN = re.compile(
    r"log[-_]?[io]n|sign[-_]?(?:in|on|up)|auth(?:entication|orize)?|sso|oauth2?|anmelden|connexion"
)
_CONSENT = re.compile(
    r"consent|cookie[-_]?wall|privacy[-_]?wall|gdpr|before[-_]?you[-_]?continue|interstitial"
)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2})?")
# Two letters in a path name a language where they are one of these (ISO 639-1, those that sites are written in).
_LANGUAGES = frozenset(
    [
        "ar",
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "ja",
        "ko",
        "lt",
        "lv",
        "ms",
        "nb",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "th",
        "tr",
        "uk",
        "vi",
        "zh",
    ]
)
_INDEX = re.compile(r"(?:index|home|default|start)(?:\.\w{2,5})?")


def moved_for_good(hops: Iterable[Hop]) -> bool:
    """Whether every redirect on the way was a permanent one, and there was one."""
    statuses = [hop.status for hop in hops]
    return bool(statuses) and all(status in PERMANENT for status in statuses)


def redirect_doubt(asked: str, answered: str) -> str | None:
    """Say why the page at *answered* may not be the document asked for at *asked*; None where nothing speaks so."""
    before, after = urlsplit(asked), urlsplit(answered)
    if (before.netloc, before.path, before.query) == (after.netloc, after.path, after.query):
        return None
    if _gains(_LOGIN, before, after):
        return "redirected to a log-in page"
    if _gains(_CONSENT, before, after):
        return "redirected to a consent page"
    if _is_home(after.path) and not _is_home(before.path):
        return "redirected to the home page"
    spoken, now = _language(before), _language(after)
    if spoken is not None and now is not None and spoken != now:
        return f"redirected to another language ({now} instead of {spoken})"
    return None


def _is_home(path: str) -> bool:
    parts = [part for part in path.lower().split("/") if part]
    if parts and _INDEX.fullmatch(parts[-1]):
        parts.pop()
    return not parts or (len(parts) == 1 and _language_of(parts[0]) is not None)


def _gains(words: re.Pattern[str], before: SplitResult, after: SplitResult) -> bool:
    return _names(words, after) and not _names(words, before)


def _names(words: re.Pattern[str], url: SplitResult) -> bool:
    parts = [*(url.hostname or "").split("."), *re.split(r"[/.]", url.path.lower())]
    return any(words.fullmatch(part) for part in parts)


def _language(url: SplitResult) -> str | None:
    parts = [part for part in url.path.lower().split("/") if part]
    labels = (url.hostname or "").split(".")[:1]
    return next((found for part in (*parts, *labels) if (found := _language_of(part)) is not None), None)


def _language_of(part: str) -> str | None:
    match = _LANGUAGE.fullmatch(part)
    return match[1] if match and match[1] in _LANGUAGES else None
