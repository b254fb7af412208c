"""Changes of invented vendors, one per line, with what must be said of them; the weights are trained on them, too.

A line of `CHANGES` names language, category, direction and severity ("?" where none is asked), then the clause:
{before→after}; + came, - went. `EVERY_CATEGORY` holds further ones of every category, `MISSED` those of them that are
not told as they should be yet. A line of `QUIET` names language and category of an edit without effect; `WOKEN` holds
such edits that are told all the same.
"""

import re
from collections.abc import Callable
from hashlib import sha256

from tests.domain.planted import de, en, es, fr, it, nl, pt

Host = Callable[[str, list[str]], str]

FILL = {
    "en": "A shop for garden tools.|This text explains what happens here.|"
    "Our team is based by the river.|You will find the catalogue on the first page.|Orders are packed on arrival.",
    "fr": "Une boutique d'outils de jardin.|Ce texte explique ce qui se passe ici.|"
    "Notre équipe travaille au bord de la rivière.|"
    "Le catalogue se trouve sur la première page.|Les commandes sont préparées à leur arrivée.",
    "de": "Ein Laden für Gartengeräte.|Dieser Text erklärt, was hier geschieht.|"
    "Unser Team arbeitet am Fluss.|Den Katalog finden Sie auf der ersten Seite.|"
    "Bestellungen werden bei Eingang verpackt.",
    "es": "Una tienda de herramientas de jardín.|Este texto explica lo que ocurre aquí.|"
    "Nuestro equipo trabaja junto al río.|"
    "El catálogo se encuentra en la primera página.|Los pedidos se preparan al llegar.",
    "it": "Un negozio di attrezzi da giardino.|Questo testo spiega che cosa succede qui.|"
    "Il nostro gruppo lavora sul fiume.|Il catalogo si trova nella prima pagina.|"
    "Gli ordini sono preparati al loro arrivo.",
    "nl": "Een winkel voor tuingereedschap.|Deze tekst legt uit wat hier gebeurt.|"
    "Ons team werkt aan de rivier.|De catalogus staat op de eerste pagina.|"
    "Bestellingen worden bij aankomst ingepakt.",
    "pt": "Uma loja de ferramentas de jardim.|Este texto explica o que acontece aqui.|"
    "A nossa equipe trabalha junto ao rio.|"
    "O catálogo encontra-se na primeira página.|Os pedidos são preparados na chegada.",
}
HOSTS: dict[str, Host] = {
    "between headings": lambda x, f: f"# A\n\n{f[0]} {f[1]}\n\n## B\n\n{f[2]} {x} {f[3]}\n\n## C\n\n{f[4]}\n",
    "in one paragraph": lambda x, f: f"{f[0]} {f[1]} {x} {f[3]}\n",
    "in a list": lambda x, f: f"# A\n\n{f[0]}\n\n- {f[1]}\n" + (f"- {x}\n" if x else "") + f"- {f[2]}\n",
    "in a table": lambda x, f: (
        f"# A\n\n| B | C |\n| --- | --- |\n| 1 | {f[1]} |\n| 2 | {f[2]} {x} |\n\n{f[3]}\n"
    ),
    "in five sections": lambda x, f: "".join(f"## {n}\n\n{f[n]} {x}\n\n" for n in range(5)),
}

_MODULES = (en, fr, de, es, it, nl, pt)


def _lines(name: str) -> list[str]:
    return [line for module in _MODULES for line in str(getattr(module, name)).strip().splitlines()]


CHANGES, EVERY_CATEGORY, MISSED = (_lines(name) for name in ("CHANGES", "EVERY_CATEGORY", "MISSED"))
QUIET, WOKEN = _lines("QUIET"), _lines("WOKEN")
PLANTED = "\n".join([*CHANGES, *EVERY_CATEGORY])


def sides(body: str) -> tuple[str, str]:
    if body[:2] in ("+ ", "- "):
        return ("", body[2:]) if body[0] == "+" else (body[2:], "")
    before, after = (re.sub(r"\{(.*?)→(.*?)\}", rf"\{n}", body) for n in (1, 2))
    return re.sub(" +", " ", before), re.sub(" +", " ", after)


def shapes_of(line: str) -> tuple[str, str]:
    """Choose two shapes of text for a line: the first for all lines, the other by the line itself."""
    first, *others = HOSTS
    return first, others[int(sha256(line.encode()).hexdigest(), 16) % len(others)]
