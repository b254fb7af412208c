"""The looks of test_flow: which page says what at which look, and what the program said after each."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from monitor.demo.receiver import Message, Receiver
from tests.acceptance.prompt import Prompt
from tests.acceptance.site import Host, Policy, Request, around
from tests.acceptance.world import Row, World, policy_at, vendor

STORIES = 19

LONGER = "We keep your account records for 36 months after you close your account."
ERROR = "<p>We are sorry. Something went wrong on our side. Please try again later.</p><p>Error 0x51</p>"
FRENCH = "".join(
    f"<h2>{heading}</h2><p>{text}</p>"
    for heading, text in (
        (
            "Qui nous sommes",
            "Nous sommes responsables des données personnelles que cette politique décrit, et nous "
            "répondons à vos questions. Cette politique s'applique à notre site et à nos applications.",
        ),
        (
            "Ce que nous recueillons",
            "Lorsque vous ouvrez un compte, nous vous demandons votre nom, votre adresse postale "
            "et votre adresse électronique. Nos serveurs notent l'heure de chaque visite et la page demandée.",
        ),
        (
            "Partage",
            "Nous ne vendons pas vos données personnelles, et nous ne les partageons pas avec des annonceurs. Les "
            "comptables et les auditeurs voient ce que la loi nous oblige à leur montrer.",
        ),
        (
            "Conservation",
            "Nous conservons les données de votre compte pendant douze mois après sa clôture. Les factures "
            "sont conservées aussi longtemps que le droit fiscal nous le demande.",
        ),
        (
            "Vos droits",
            "Vous pouvez nous demander une copie de vos données, les faire corriger ou effacer, et vous plaindre "
            "à une autorité de contrôle à tout moment.",
        ),
    )
)


@dataclass
class Story:
    """The looks, from 1, and what was on record at the end."""

    looks: dict[int, dict[str, Row]] = field(default_factory=dict)  # status rows by document
    changes: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)
    inbox: list[Message] = field(default_factory=list)
    incidents: list[Any] = field(default_factory=list)
    requests: dict[str, list[Request]] = field(default_factory=dict)

    def of(self, name: str, look: int) -> Row:
        """Give the status row of a document after a look."""
        return self.looks[look][key(name)]

    def asked(self, name: str, path: str = "/p") -> list[Request]:
        """List what the host of a document was asked for there, in order."""
        return [request for request in self.requests[name] if request.path == path]

    def outcomes(self, name: str) -> list[str]:
        return [self.of(name, look)["last_outcome"] for look in self.looks]

    def versions(self, name: str) -> list[int]:
        return [self.of(name, look)["versions"] for look in self.looks]

    def changes_of(self, name: str) -> list[Row]:
        return [row for row in self.changes if row["document"] == key(name)]

    def alerts_of(self, name: str, kind: str = "change") -> list[Row]:
        return [row for row in self.alerts if row["document"] == key(name) and row["kind"] == kind]


def key(name: str) -> str:
    return f"{name}/privacy_policy"


class Stage:
    """Puts pages on the hosts, look by look. One host each, so that one story never waits for another."""

    def __init__(self, pool: list[Host], world: World, receiver: Receiver) -> None:
        self.pool = iter(pool)
        self.all = pool
        self.world = world
        self.receiver = receiver
        self.host: dict[str, Host] = {}
        self.documents: dict[str, Row] = {}

    def policy(self, name: str, **traits: Any) -> None:
        """Open a story with a plain policy."""
        host = self.host[name] = next(self.pool)
        self.documents[name] = policy_at(host.put("/p", Policy(vendor=name).html, **traits))

    def now(
        self, name: str, body: str | Callable[[], str] | None = None, path: str = "/p", **traits: Any
    ) -> None:
        """Let a page say something else from now on; the policy of the first look when nothing is given."""
        self.host[name].put(path, body or Policy(vendor=name).html, **traits)

    def write(self, without: str | None = None) -> None:
        vendors = [
            vendor(name, document, tags=["french" if name == "language" else "english"])
            for name, document in self.documents.items()
            if name != without
        ]
        subscriptions = [
            {"name": "everyone", "to": ["inbox"], "incidents": True},
            {"name": "retention", "to": ["inbox"], "categories": ["retention"]},
            {"name": "sharing", "to": ["inbox"], "categories": ["sharing"]},
            {"name": "digest", "to": ["inbox"], "when": "daily"},
            {"name": "french", "to": ["inbox"], "tags": ["french"], "incidents": True},
        ]
        self.world.write(self.all, vendors, receiver=self.receiver, subscriptions=subscriptions)


def first_look(stage: Stage) -> None:
    for name in (
        "steady",
        "changed",
        "transient",
        "restless",
        "error",
        "emptied",
        "language",
        "truncated",
        "shortened",
        "gone",
        "return",
        "flapping",
        "robots",
        "moved",
        "removed",
        "narrowed",
        "busy",
        "closed-door",
    ):
        stage.policy(name, has_etag=name in ("steady", "changed"))
    for name in ("steady", "changed"):
        # Only a page without tokens has an ETag that comes back.
        stage.now(name, Policy(vendor=name).html(), has_etag=True)
    host = stage.host["joined"] = next(stage.pool)
    urls = [
        host.put("/1", Policy(vendor="joined", sections=5).html),
        host.put("/2", Policy(vendor="joined").html),
    ]
    stage.documents["joined"] = {"type": "privacy_policy", "urls": urls}
    stage.write()


def second_look(stage: Stage) -> None:
    longer = {"retention": LONGER}
    stage.now("changed", Policy(vendor="changed", **longer).html(), has_etag=True)
    states = itertools.chain(
        [Policy(vendor="transient", **longer)], itertools.repeat(Policy(vendor="transient"))
    )
    stage.now("transient", lambda: next(states).html())
    count = itertools.count(2)
    # The words differ as well: a figure that alone differs on every look is a counter.
    stage.now(
        "restless",
        lambda: Policy(
            vendor="restless", retention=f"We keep it for years{' and years' * next(count)}."
        ).html(),
    )
    stage.now("error", around("Oops", ERROR))
    stage.now("emptied", around("Privacy policy", "<div id=app></div>"))
    stage.now("language", around("Politique de confidentialité", FRENCH, "fr"))
    for name in ("truncated", "shortened"):
        stage.now(name, Policy(vendor=name, sections=5).html)
    stage.now("gone", "<h1>Not found</h1>", status=404)
    for name in ("return", "flapping"):
        stage.now(name, Policy(vendor=name, **longer).html)
    stage.now("robots", "User-agent: *\nDisallow: /\n", path="/robots.txt", content_type="text/plain")
    stage.now("joined", "<h1>Internal error</h1>", path="/2", status=500)
    stage.now("busy", "<h1>Later</h1>", status=429, headers=(("Retry-After", "3600"),))
    stage.now(
        "closed-door", around("Sign in", "<form><input name=user><input type=password></form>"), status=403
    )


def third_look(stage: Stage) -> None:
    stage.world.sql(
        "UPDATE watch SET candidate_started = :then WHERE candidate_kind = 'pending'",
        then="2020-01-01 00:00:00.000000",
    )
    for name in ("return", "flapping", "busy"):
        stage.now(name)
    stage.now("joined", path="/2")
    stage.now("joined", Policy(vendor="joined", retention=LONGER).html, path="/2")
    stage.documents["moved"] = policy_at(stage.host["moved"].put("/new", Policy(vendor="moved").html))
    stage.documents["narrowed"] = {**stage.documents["narrowed"], "select": "main", "remove": ["h1"]}
    stage.write(without="removed")


def fourth_look(stage: Stage) -> None:
    stage.world.sql(
        "UPDATE watch SET candidate_since = :then WHERE candidate_kind = 'held' AND document_id = "
        "(SELECT id FROM document WHERE key = 'shortened/privacy_policy')",
        then="2020-01-01 00:00:00.000000",
    )
    for name in ("error", "emptied", "language", "truncated", "gone", "closed-door"):
        stage.now(name)
    stage.now("robots", "", path="/robots.txt", content_type="text/plain")
    stage.now("flapping", Policy(vendor="flapping", retention=LONGER).html)
    stage.now("moved", Policy(vendor="moved", retention=LONGER).html, path="/new")
    stage.write()


def play(world: World, prompt: Prompt, pool: list[Host], receiver: Receiver) -> Story:
    """Play all looks with the real program, and write down what it says."""
    told, stage = Story(), Stage(pool, world, receiver)
    for number, scene in enumerate((first_look, second_look, third_look, fourth_look), 1):
        scene(stage)
        world.run("crawl", "--all")
        rows = prompt.call(world, "status", "--format", "json").json()
        told.looks[number] = {row["document"]: row for row in rows}
        world.run("deliver")
    told.changes = prompt.call(world, "changes", "--format", "json").json()
    told.alerts = prompt.call(world, "alerts", "--format", "json").json()
    question = (
        "SELECT document.key, kind, closed_at IS NOT NULL, closing FROM incident "
        "LEFT JOIN document ON document.id = document_id ORDER BY incident.id"
    )
    told.incidents = [tuple(row) for row in world.sql(question)]
    told.inbox = receiver.messages("inbox")
    told.requests = {name: host.requests for name, host in stage.host.items()}
    assert prompt.call(world, "verify").code == 0
    return told
