"""Is this a policy at all? What came instead of one is named, never recorded as its text."""

import re
from dataclasses import dataclass

from monitor.pipeline.extraction.evidence import Evidence
from monitor.pipeline.extraction.language import detect_language

_FEW_WORDS = 40
_SHORT_WORDS = 250  # below this, a title that speaks of an error decides
# Languages whose legal words are known; in any other one only the amount of running text counts.
_LANGUAGES_KNOWN = frozenset(("en", "fr", "de", "es", "it", "nl", "pt", "zh"))

_ERROR_TITLE = re.compile(
    r"^\W*(?:error\s*)?(?:4\d\d|5\d\d)\b|\b(?:page|site|document|url) (?:was )?not found\b|\b(?:404"
    r"|403|410|500|502|503)\b"
    r"|\bforbidden\b|\baccess denied\b|\bbad gateway\b|\bservice unavailable\b"
    r"|\binternal server error\b|\bwe(?:'|’)ll be back\b"
    r"|page (?:introuvable|non trouvée)|erreur \d{3}|accès refusé|seite nicht gefunden|fehler \d{3}"
    r"|zugriff verweigert"
    r"|página no encontrada|pagina non trovata|pagina niet gevonden|página não encontrada|\bmaintenance\b",
    re.I,
)
_BOT = re.compile(
    r"verify(?:ing)? (?:that )?you are (?:a )?human|are you a (?:human|robot)|checking your browser"
    r"|just a moment\b|unusual traffic"
    r"|complete the (?:captcha|security check)|\bcaptcha\b|enable javascript and cookies to continue"
    r"|ddos protection|ray id\b"
    r"|vérifi\w+ que vous (?:êtes|n.êtes pas)|ich bin kein roboter|request (?:was )?blocked"
    r"|too many requests|rate limit",
    re.I,
)
_LOGIN = re.compile(
    r"\b(?:log|sign) ?in (?:to|with|or)\b|\bforgot(?:ten)? (?:your )?password|\bplease (?:log"
    r"|sign) ?in\b|\bpassword\b"
    r"|connectez-vous|mot de passe|anmelden|passwort|iniciar sesión|contraseña|accedi|inloggen"
    r"|wachtwoord|iniciar sessão",
    re.I,
)
_SCRIPT = re.compile(
    r"(?:enable|turn on|requires?|activate|activer|aktivieren\w*|activ\w+|habilit\w+"
    r"|attiv\w+) (?:the |le |votre )?java ?script"
    r"|java ?script (?:is |must be |est |ist |muss )?(?:disabled|required|enabled|désactivé|requis"
    r"|deaktiviert)|without java ?script",
    re.I,
)
_REDIRECT = re.compile(
    r"\bredirect(?:ing|ed)?\b|\bredirection\b|if you are not (?:automatically )?redirected"
    r"|weiterleitung|vous allez être redirigé"
    r"|has moved|moved permanently|document has moved",
    re.I,
)
_CONSENT = re.compile(
    r"\b(?:accept|reject|manage) (?:all )?(?:cookies|consent|preferences)\b|tout (?:accepter"
    r"|refuser)|alle akzeptieren"
    r"|before you continue|we value your privacy|aceptar todas|accetta tutti|alles accepteren|aceitar todos",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What the gate looks at."""

    evidence: Evidence
    text: str  # what the extraction keeps
    visible: str  # the beginning of all that the page shows
    notice: str  # what it says to browsers without scripts
    title: str
    password_fields: int
    scripts: int
    frame: str
    refreshes_to: str


def not_a_policy(signs: Signs) -> str | None:
    """Say in one line why this is no policy, or None where it is one."""
    words = signs.evidence.words
    if signs.evidence.is_convincing:
        return _wall_by_title(signs) if words < _SHORT_WORDS else None
    if signs.evidence.prose >= _SHORT_WORDS // 2 and detect_language(signs.text) not in _LANGUAGES_KNOWN:
        return None
    return _wall_by_title(signs) or _wall(signs) or _without_policy(signs)


def _wall_by_title(signs: Signs) -> str | None:
    if _ERROR_TITLE.search(signs.title):
        return f"the page is an error page: {signs.title[:80]}"
    return "the page asks whether the visitor is a robot" if _BOT.search(signs.title) else None


def _wall(signs: Signs) -> str | None:
    beginning = signs.visible[:4000]
    if signs.refreshes_to:
        return f"the page only redirects to {signs.refreshes_to[:200]}"
    if signs.password_fields or (signs.evidence.words < _FEW_WORDS * 2 and _LOGIN.search(beginning)):
        return "the page asks to log in"
    if _BOT.search(beginning):
        return "the page asks whether the visitor is a robot"
    if signs.evidence.words < _FEW_WORDS * 2 and _ERROR_TITLE.search(beginning):
        return f"the page is an error page: {' '.join(beginning.split())[:80]}"
    return None


def _without_policy(signs: Signs) -> str:
    beginning = signs.visible[:4000]
    if _SCRIPT.search(beginning) or (signs.evidence.words < _FEW_WORDS and _SCRIPT.search(signs.notice)):
        return "the page needs scripts to show its text"
    if _REDIRECT.search(beginning):
        return "the page only redirects elsewhere"
    if _CONSENT.search(beginning):
        return "the page shows a consent dialog and no policy"
    if signs.frame:
        return f"the page only frames another page: {signs.frame[:200]}"
    if not signs.visible.strip():
        return "the page shows no text without scripts" if signs.scripts else "the page is empty"
    if signs.evidence.words < _FEW_WORDS:
        return f"the page shows only {signs.evidence.words} words of text of its own"
    return "the page shows menus, forms or other text, and no policy"
