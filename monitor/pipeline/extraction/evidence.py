"""What speaks for a policy: running text outside of forms and dialogs, in the words that policies are made of."""

import re
from dataclasses import dataclass

from monitor.pipeline.extraction.model import Node, Page

# Measured on 234 recorded policies and on 95 pages without one (79 of them policies whose text was cut out):
# 60 words and 4 different legal words part them but for two pages.
_PROSE_WORDS, _LEGAL_WORDS = 60, 4
# Imprints have few sentences, and many legal words.
_DENSE_PROSE_WORDS, _DENSE_LEGAL_WORDS = 40, 6
# Text with an interactive element for every 60 words is a form, a menu or a consent dialog.
_WORDS_PER_CONTROL = 60

# Beginnings of words, and whole words (ending in a dot), in the languages that policies are read in.
_LEGAL_STEMS = """
personal privacy liab indemni warrant govern jurisdiction terminat agreement consent part{y|ies}.
processing. processor controller subprocessor retention retain right{|s}. gdpr ccpa law{|s}. legal
regulation disclos obligat compl{y|iance}. prohibit violat breach terms. conditions. polic{y|ies}. notice.
shall. must. user{|s}. collect cookie delet erasure dispute arbitrat registered. confidential intellectual
accessib copyright donnée donnees responsab droit loi{|s}. règlement reglement utilisat traitement
confidentialit conserv tiers. finalit contrat article juridi éditeur hébergeu hébergé daten personenbezogen
verantwort recht gesetz einwillig verarbeit haft vertrag vertrags nutzung nutzer impressum registergericht
handelsregister lösch dritte aufbewahr zweck umsatzsteuer datenschutz widerruf datos derech ley. leyes.
tratamiento responsable consentimiento tercero finalidad condiciones. usuari privacidad dados direit lei.
leis. tratamento responsáve consentimento condiç utilizador dati. diritt legge trattament titolar consenso
condizioni. utent terz{i|e}. riservatezza gegevens persoonsgegevens wet. wettelijk verwerk toestemming
derden. bewaar bewaren doeleinden voorwaarden gebruiker aansprakelijk overeenkomst
"""
_LEGAL_CHARACTERS = """
隐私 隱私 个人信息 個人資料 协议 協議 条款 條款 法律 用户 同意 权利 责任 責任
信息 規約 個人情報 利用者 第三者 약관 개인정보 동의 이용자
"""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SAMPLE = 30_000  # characters; four legal words stand in the first lines of any policy


def _legal_pattern() -> re.Pattern[str]:
    stems = (
        re.escape(stem).replace(r"\{", "(?:").replace(r"\}", ")").replace(r"\|", "|")
        for stem in _LEGAL_STEMS.split()
    )
    return re.compile("|".join(stem.replace(r"\.", r"\Z") for stem in stems))


_LEGAL = _legal_pattern()
_REGISTER = re.compile(
    r"\bsub-?processor|\bsous-traitants|\bunterauftrag|\bsubencargad|\bsub-?responsabil|\bsubprocessador|\bsub-?verwerker",
    re.I,
)
_REGISTER_WORDS, _TABLE_WORDS = 15, 30
# A heading that names a kind of policy, in the languages that policies are read in.
POLICY_NAME = re.compile(
    r"\bpolic(?:y|ies)\b|\bprivacy\b|\bterms\b|\bconditions\b|\bagreement\b|\bdata processing\b|\bcookies?\b|\bdpa\b"
    r"|\bguidelines\b|\bconfidentialité|\bdonnées personnelles|\bmentions légales|\bpolitique\b|\bcharte\b"
    r"|\bdatenschutz|\bnutzungsbedingungen|\bgeschäftsbedingungen|\bimpressum\b|\bpolítica\b|\bprivacidad|\bcondiciones\b"
    r"|\btérminos\b|\binformativa\b|\bcondizioni\b|\btermini\b|\bprivacyverklaring|\bvoorwaarden|\bprivacybeleid"
    r"|\bprivacidade\b|\btermos\b|\bcondições\b",
    re.I,
)
_NAMED_PROSE_WORDS = 40
# What a button of a consent dialog says, alone on its line.
LABEL_WORDS = 6
ACCEPT_LABEL = re.compile(
    r"(?:accept|reject|refuse|decline|allow|deny)(?: all| selected| only necessary)?(?: (?:cookies|optional cookies))?"
    r"|(?:tout |j['’])?(?:accepter|refuser|accepte)(?: tout| tous les cookies| et fermer)?|continuer sans accepter"
    r"|alle(?: cookies)? (?:akzeptieren|ablehnen|annehmen|zulassen)|(?:akzeptieren|ablehnen|zustimmen)"
    r"|(?:aceptar|rechazar)(?: tod[ao]s?)?(?: las cookies)?|(?:accetta|rifiuta)(?: tutt[oi])?(?: i cookie)?"
    r"|(?:alles |alle cookies )?(?:accepteren|weigeren|afwijzen)|(?:aceitar|rejeitar|recusar)"
    r"(?: tod[oa]s?)?(?: os cookies)?",
    re.I,
)
_STEM = 6  # letters that make two forms of a word the same one


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much of the kept text is that of a policy."""

    words: int  # all that is kept
    own_words: int  # of it outside of links
    prose: int  # words of running text outside of forms and dialogs
    legal: int  # different legal words in it
    legal_anywhere: int  # different legal words in all that is kept
    rows: int  # of tables, and items of lists that are no links
    row_words: int  # words in them
    has_title: bool  # a main heading is kept
    is_register: bool  # a heading says that this is a list of subprocessors
    is_named: bool  # the main heading says that this is a policy

    @property
    def is_convincing(self) -> bool:
        """Whether the text is a policy by what it says."""
        if self.prose >= _PROSE_WORDS and self.legal >= _LEGAL_WORDS:
            return True
        if self.is_register and self.words >= _REGISTER_WORDS:
            return True
        if self.is_named and self.prose >= _NAMED_PROSE_WORDS:
            return True
        # A long text among many buttons, and a table of cookies or of periods, under a heading of their own.
        is_long = self.own_words >= 400 and self.legal_anywhere >= 2 * _LEGAL_WORDS
        is_dense = self.prose >= _DENSE_PROSE_WORDS and self.legal >= _DENSE_LEGAL_WORDS
        is_table = self.rows >= 4 and self.row_words >= _TABLE_WORDS and self.legal_anywhere >= 2
        return self.has_title and (is_long or is_dense or is_table)


def weigh(page: Page) -> Evidence:
    """Measure what is kept of *page*."""
    pressed = _among_controls(page)
    kept = [(number, b) for number, b in enumerate(page.blocks) if not b.drop]
    free = [b for number, b in kept if number not in pressed]
    rows = [b for _, b in kept if b.kind in ("row", "item") and (b.link_words + b.anchor_words) * 2 < b.words]
    said = " ".join(b.text for b in free if b.link_words * 2 < b.words)
    every = " ".join(b.text for _, b in kept if b.link_words * 2 < b.words)
    return Evidence(
        words=sum(b.words for _, b in kept),
        own_words=sum(b.words - min(b.words, b.link_words + b.anchor_words) for _, b in kept),
        prose=sum(b.words for b in free if b.is_prose),
        legal=count_legal_words(said),
        legal_anywhere=count_legal_words(every),
        rows=len(rows),
        row_words=sum(b.words for b in rows),
        has_title=any(b.level == 1 for _, b in kept),
        is_register=any(b.level in (1, 2) and _REGISTER.search(b.text) for _, b in kept),
        is_named=any(b.level == 1 and POLICY_NAME.search(b.text) for _, b in kept),
    )


def count_legal_words(text: str) -> int:
    """Count the different words of *text* that policies are made of; forms of one word count once."""
    sample = text[:_SAMPLE].lower()
    stems = {word[:_STEM] for word in set(_WORD.findall(sample)) if _LEGAL.match(word)}
    return len(stems) + sum(word in sample for word in _LEGAL_CHARACTERS.split())


def _among_controls(page: Page) -> set[int]:
    """Return the numbers of the blocks that stand among buttons, switches and fields."""
    found: set[int] = set()
    stack: list[Node] = [page.root]
    blocks = page.blocks
    while stack:
        node = stack.pop()
        controls = node.buttons + node.toggles + node.inputs + node.expanders
        if controls < 2:
            continue
        span = blocks[node.start : node.end]
        prose = sum(b.words for b in span if b.is_prose)
        has_title = any(b.level == 1 and not b.drop for b in span)
        if prose < _WORDS_PER_CONTROL * controls and not has_title:
            found.update(range(node.start, node.end))
        elif not _asks_for_consent(page, node) or any(_asks_for_consent(page, c) for c in node.children):
            stack.extend(node.children)
        elif has_title or prose:
            found.update(range(node.start, node.end))
    return found


def _asks_for_consent(page: Page, node: Node) -> bool:
    """Whether *node* holds a text with a button that accepts or refuses cookies."""
    if node.buttons + node.toggles < 2:
        return False
    span = page.blocks[node.start : node.end]
    return any(b.is_prose for b in span) and any(
        b.words <= LABEL_WORDS and ACCEPT_LABEL.fullmatch(b.text.strip(" .!")) for b in span
    )
