"""Is this a policy at all? What came instead of one is named, never recorded as its text."""

import re
from dataclasses import dataclass

from monitor.pipeline.extraction.evidence import POLICY_NAME, Evidence
from monitor.pipeline.extraction.language import detect_language

# What a page says that a browser may show more of.
NEEDS_SCRIPTS = "the page needs scripts to show its text"
WITHOUT_SCRIPTS = "without scripts"

_FEW_WORDS = 40
_SHORT_WORDS = 250  # below this, a title that speaks of an error decides
# Languages whose legal words are known; in any other one only the amount of running text counts.
_LANGUAGES_KNOWN = frozenset(("en", "fr", "de", "es", "it", "nl", "pt", "zh"))

# What a title says of a page that is not there, by number or in words.
_MISSING_TITLE = re.compile(
    r"^\W*(?:error\s*)?(?:4\d\d|5\d\d)\b|\b(?:page|site|document|url) (?:was )?not found\b"
    r"|\b(?:404|403|410|500|502|503)\b"
    r"|\bforbidden\b|\baccess denied\b|\bbad gateway\b|\binternal server error\b"
    r"|page (?:introuvable|non trouvée)|erreur (?:\d{3}|interne)|accès (?:refusé|interdit)"
    r"|seite (?:wurde )?nicht gefunden|fehler \d{3}|zugriff verweigert|interner (?:server)?fehler"
    r"|página no encontrada|acceso denegado|error interno|pagina non trovata|accesso negato|errore interno"
    r"|pagina niet gevonden|toegang geweigerd|interne (?:server)?fout"
    r"|página não encontrada|acesso negado|erro interno",
    re.I,
)
# What a title says of a service that is down; a policy may be named after maintenance, too.
_DOWN_TITLE = re.compile(
    r"\b(?:service|page|site|website) (?:is )?(?:temporarily |currently )?unavailable\b"
    r"|\btemporarily (?:unavailable|down)\b"
    r"|\bwe(?:'|’)ll be back\b|\bmaintenance\b|something went wrong|an error (?:has )?occurred"
    r"|(?:momentanément|temporairement|actuellement) (?:indisponible|inaccessible)"
    r"|(?:service|site|page) (?:est )?indisponible"
    r"|une erreur (?:est survenue|s['’]est produite)"
    r"|(?:vorübergehend|derzeit|momentan|zurzeit) nicht (?:verfügbar|erreichbar)|nicht (?:verfügbar|erreichbar)\W*$"
    r"|wartungsarbeiten|wartungsmodus|ein fehler (?:ist )?aufgetreten"
    r"|(?:temporalmente|momentáneamente) (?:no disponible|fuera de servicio)"
    r"|no (?:está )?disponible (?:temporal|moment)\w*"
    r"|servicio no disponible|en mantenimiento|(?:ha ocurrido|se ha producido) un error"
    r"|(?:momentaneamente|temporaneamente|attualmente) (?:non disponibile|non raggiungibile)|servizio non disponibile"
    r"|in manutenzione|si è verificato un errore"
    r"|(?:tijdelijk|momenteel) (?:niet (?:beschikbaar|bereikbaar)|onbereikbaar)|(?:dienst|service) niet beschikbaar"
    r"|in onderhoud|wegens onderhoud|er is (?:een fout|iets mis)"
    r"|(?:temporariamente|momentaneamente) indisponível|(?:serviço|site) indisponível|em manutenção|ocorreu um erro",
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

# What a page says that stands before another one, and is not named after a policy: a queue, a check of age or of the
# browser, a choice between consent and payment. These speak of data and cookies as well, and may look convincing.
_BEFORE_ANOTHER = re.compile(
    r"\bin (?:our|the|a) (?:virtual )?(?:waiting room|queue)\b|\bwhen it is your turn\b"
    r"|\byour place in (?:line|the queue)"
    r"|(?:salle|file) d['’]attente|\bwarteraum\b|\bwarteschlange\b|(?:sala|fila) de espera|sala d['’]attesa|in coda\b"
    r"|wachtkamer|wachtrij"
    r"|think (?:that )?you (?:are|were) a (?:ro)?bot|(?:you(?:'|’)re|you are) not a robot|\bto regain access\b"
    r"|pas un robot|kein roboter|no (?:eres|es usted|soy) un robot|non (?:sei|sono) un robot|geen robot"
    r"|não (?:é|sou) um robô"
    r"|(?:java ?script|cookies?) (?:is|are) (?:currently )?(?:disabled|blocked|turned off|deactivated)"
    r"|(?:enable|allow|accept) (?:java ?script|cookies)[^.]{0,60}(?:reload|refresh|try again)"
    r"|(?:java ?script|cookies) are enabled before reloading"
    r"|(?:java ?script|cookies) (?:est|sont) (?:désactivé|bloqué)"
    r"|(?:java ?script|cookies) (?:ist|sind) (?:deaktiv|block)iert"
    r"|(?:java ?script|cookies) (?:está|están) (?:desactivad|deshabilitad|bloquead)"
    r"|(?:java ?script|cookie) (?:è|sono) (?:disattivat|disabilitat|bloccat)"
    r"|(?:java ?script|cookies) (?:is|zijn) (?:uitgeschakeld|geblokkeerd)"
    r"|(?:java ?script|cookies) (?:está|estão) (?:desativad|bloquead)"
    r"|to (?:visit|enter|access|view|continue to) (?:our|this|the) (?:web ?site|site|page|store)[^.]{0,40}"
    r" you must be (?:of|at least|over)"
    r"|enter your (?:date of birth|birth ?date)|\b(?:verify|confirm) your age\b"
    r"|are you (?:of legal|over \d\d|at least \d\d)"
    r"|(?:confirmez|vérifiez) (?:que vous êtes majeur|votre âge)|alter bestätigen|bist du (?:schon )?(?:18|volljährig)"
    r"|(?:confirma|confirme|verifica) (?:tu|su|que eres mayor de) edad|conferma la tua età|bevestig (?:je|uw) leeftijd"
    r"|confirme (?:a sua|que tem) idade"
    r"|\bbefore you continue\b|\bif you (?:choose to|click|tap|select) .{0,3}(?:accept|reject) all\b"
    r"|\b(?:accept|agree) and continue\b|\bpur-abo|mit werbung (?:weiter)?lesen|weiter mit werbung"
    r"|(?:einwilligen|akzeptieren|zustimmen) und weiter|continuer sans accepter|accepter et continuer"
    r"|(?:aceptar|acepta) y continuar|accetta(?:re)? e continua|(?:akkoord|accepteren) en doorgaan|aceitar e continuar",
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
    heading: str  # the first main heading
    password_fields: int
    scripts: int
    frame: str
    refreshes_to: str


def not_a_policy(signs: Signs) -> str | None:
    """Say in one line why this is no policy, or None where it is one."""
    words = signs.evidence.words
    if signs.evidence.is_convincing:
        return _wall_by_title(signs) or _wall_before_another(signs) if words < _SHORT_WORDS else None
    if signs.evidence.prose >= _SHORT_WORDS // 2 and detect_language(signs.text) not in _LANGUAGES_KNOWN:
        return None
    return _wall_by_title(signs) or _wall(signs) or _without_policy(signs)


def _wall_by_title(signs: Signs) -> str | None:
    for title in (signs.title, signs.heading):
        is_down = _DOWN_TITLE.search(title) and not (
            signs.evidence.is_convincing and POLICY_NAME.search(title)
        )
        if is_down or _MISSING_TITLE.search(title):
            return f"the page is an error page: {title[:80]}"
    return "the page asks whether the visitor is a robot" if _BOT.search(signs.title) else None


def _wall_before_another(signs: Signs) -> str | None:
    titles = "\n".join((signs.title, signs.heading))
    found = _BEFORE_ANOTHER.search(titles)
    if found is None and not POLICY_NAME.search(titles):
        found = _BEFORE_ANOTHER.search(signs.text)
    return f"the page stands before another one: {found[0][:80]}" if found else None


def _wall(signs: Signs) -> str | None:
    beginning = signs.visible[:4000]
    if signs.refreshes_to:
        return f"the page only redirects to {signs.refreshes_to[:200]}"
    if signs.password_fields or (signs.evidence.words < _FEW_WORDS * 2 and _LOGIN.search(beginning)):
        return "the page asks to log in"
    if _BOT.search(beginning):
        return "the page asks whether the visitor is a robot"
    is_short = signs.evidence.words < _FEW_WORDS * 2
    if is_short and (_MISSING_TITLE.search(beginning) or _DOWN_TITLE.search(beginning)):
        return f"the page is an error page: {' '.join(beginning.split())[:80]}"
    return None


def _without_policy(signs: Signs) -> str:
    beginning = signs.visible[:4000]
    if _SCRIPT.search(beginning) or (signs.evidence.words < _FEW_WORDS and _SCRIPT.search(signs.notice)):
        return NEEDS_SCRIPTS
    if _REDIRECT.search(beginning):
        return "the page only redirects elsewhere"
    if _CONSENT.search(beginning):
        return "the page shows a consent dialog and no policy"
    if signs.frame:
        return f"the page only frames another page: {signs.frame[:200]}"
    if not signs.visible.strip():
        return f"the page shows no text {WITHOUT_SCRIPTS}" if signs.scripts else "the page is empty"
    if signs.evidence.words < _FEW_WORDS:
        said = f"the page shows only {signs.evidence.words} words of text of its own"
        return f"{said} {WITHOUT_SCRIPTS}" if signs.scripts else said
    return "the page shows menus, forms or other text, and no policy"
