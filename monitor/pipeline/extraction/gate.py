"""Is this a policy at all? What came instead of one is named, never recorded as its text."""

import re
from dataclasses import dataclass

_FEW_WORDS = 40  # of 119 policies measured the shortest has 113 words; what came instead shows 19 at most
_SHORT_WORDS = 250  # below this, a sentence that speaks for a wall or an error decides

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

    text: str  # what the extraction keeps
    visible: str  # all that the page shows
    kept_words: int
    prose_words: int
    title: str
    password_fields: int
    scripts: int
    frames: tuple[str, ...] = ()
    refreshes_to: str | None = None


def not_a_policy(signs: Signs) -> str | None:
    """Say in one line why this is no policy, or None where it is one."""
    if signs.kept_words >= _SHORT_WORDS:
        return None
    if signs.refreshes_to and signs.kept_words < _FEW_WORDS * 2:
        return f"the page only redirects to {signs.refreshes_to}"
    wall = _wall(signs)
    if wall is not None:
        return wall
    if signs.kept_words >= _FEW_WORDS:
        return None
    return _too_little(signs)


def _wall(signs: Signs) -> str | None:
    short = signs.visible[:4000]
    if _ERROR_TITLE.search(signs.title) or (signs.kept_words < _FEW_WORDS and _ERROR_TITLE.search(short)):
        return f"the page is an error page: {signs.title or short[:60]}"
    if _BOT.search(signs.title) or _BOT.search(short):
        return "the page asks whether the visitor is a robot"
    if signs.password_fields or (signs.kept_words < _FEW_WORDS * 2 and _LOGIN.search(short)):
        return "the page asks to log in"
    return None


def _too_little(signs: Signs) -> str:
    short = signs.visible[:4000]
    if _SCRIPT.search(short):
        return "the page needs scripts to show its text"
    if _REDIRECT.search(short):
        return "the page only redirects elsewhere"
    if _CONSENT.search(short):
        return "the page only asks for consent"
    if signs.frames:
        return f"the page only frames another page: {signs.frames[0]}"
    if not signs.visible.strip():
        return "the page shows no text without scripts" if signs.scripts else "the page is empty"
    return f"the page shows only {signs.kept_words} words of text of its own"
