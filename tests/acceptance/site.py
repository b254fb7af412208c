"""A small web that the tests own: hosts on loopback whose pages, statuses and moods a test may set while it runs."""

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

LOOPBACK = "127.0.0.1"

Body = str | bytes | Callable[[], str]


@dataclass(frozen=True, slots=True)
class Page:
    """What a path answers with from now on."""

    body: Body
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "text/html; charset=utf-8"
    delay: float = 0.0  # seconds before the answer
    has_etag: bool = False  # the ETag is a hash of the body, and If-None-Match is honoured


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was answered."""

    path: str
    status: int
    headers: dict[str, str]  # names in lower case


class Host:
    """One host: a port of its own on loopback. Everything may be changed while it serves."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {"/robots.txt": Page("", content_type="text/plain")}
        self.requests: list[Request] = []
        self.hold = Event()  # while cleared, answers wait
        self.hold.set()
        self._lock = Lock()
        self._server = _Server((LOOPBACK, 0), _Handler)
        self._server.host = self
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self._server.server_address[1]}"

    def url(self, path: str) -> str:
        return f"http://{self.address}{path}"

    def put(self, path: str, body: Body, **traits: object) -> str:
        """Publish *body* at *path*; gives the URL."""
        self.pages[path] = Page(body, **traits)  # type: ignore[arg-type]
        return self.url(path)

    def asked(self, path: str) -> list[Request]:
        """List the requests for *path* so far."""
        with self._lock:
            return [request for request in self.requests if request.path == path]

    def note(self, request: Request) -> None:
        with self._lock:
            self.requests.append(request)

    def close(self) -> None:
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    host: Host

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a program that is killed while it reads is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        host = self.server.host
        path = self.path.partition("?")[0]
        page = host.pages.get(path, Page("<h1>Not found</h1>", status=404))
        host.hold.wait()
        if page.delay:
            time.sleep(page.delay)
        given = page.body() if callable(page.body) else page.body
        body = given.encode() if isinstance(given, str) else given
        headers = dict(page.headers)
        status = page.status
        if page.has_etag:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
        host.note(Request(path, status, {name.lower(): value for name, value in self.headers.items()}))
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class named it
        """Stay silent."""


@contextmanager
def hosts(count: int) -> Iterator[list[Host]]:
    """Start *count* hosts, and stop them at the end."""
    with ExitStack() as stack:
        started = [Host() for _ in range(count)]
        for host in started:
            stack.callback(host.close)
        yield started


def token() -> str:
    return secrets.token_hex(12)


@dataclass(frozen=True)
class Policy:
    """An invented policy. The same arguments give the same words; the page around them differs on every request."""

    vendor: str = "Quillbrook Ledger"
    retention: str = "We keep your account data for 12 months after you close your account."
    sharing: str = "We do not sell your personal data, and we do not share it with advertisers."
    transfer: str = "Your data is stored in Ireland and in Germany, and it does not leave these countries."
    contact: str = "Write to our privacy office with any question about this policy, and we will answer."
    extra: tuple[str, ...] = ()
    sections: int = field(default=9)

    def paragraphs(self) -> list[tuple[str, list[str]]]:
        """Give headings with their paragraphs."""
        name = self.vendor
        told = [
            (
                "Who we are",
                [
                    f"{name} is responsible for the personal data that this privacy policy describes. When we say "
                    f"we, us or our, we mean {name}, the company that you have a contract with.",
                    "This policy applies to our website, to our applications and to the support that we give.",
                ],
            ),
            (
                "What we collect",
                [
                    "When you open an account we ask for your name, your postal address and your electronic mail "
                    "address. When you pay, our bank tells us whether the payment went through, not your card number.",
                    "Our servers note the time of each visit, the page that was asked for and the kind of browser.",
                ],
            ),
            (
                "Why we use it",
                [
                    "We use your personal data to provide the service that you ordered, to answer your questions and "
                    "to prevent fraud. The legal basis is our contract with you, or a legal obligation.",
                    "We do not make decisions about you by automated means alone.",
                ],
            ),
            ("Sharing", [self.sharing, "Accountants and auditors see what the law obliges us to show them."]),
            ("Retention", [self.retention, "Invoices are kept for as long as tax law asks of us."]),
            ("Transfers", [self.transfer, "Our contracts with processors follow the rules of European law."]),
            (
                "Security",
                [
                    "We encrypt personal data on the way and at rest. Few employees can read it, and every access is "
                    "written down. We test our backups four times a year.",
                ],
            ),
            (
                "Your rights",
                [
                    "You may ask us for a copy of your personal data, to correct it, to delete it or to restrict what "
                    "we do with it. You may object at any time, and complain to a supervisory authority.",
                ],
            ),
            ("Contact", [self.contact]),
        ]
        told = told[: self.sections]
        return [*told, ("Further rules", list(self.extra))] if self.extra else told

    def html(self) -> str:
        """Write the whole page, with tokens that no other answer has."""
        text = "\n".join(
            f"<h2>{heading}</h2>\n" + "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
            for heading, paragraphs in self.paragraphs()
        )
        return around(f"Privacy policy of {self.vendor}", text)


def around(title: str, main: str, language: str = "en") -> str:
    """Write a page as sites do: menus, a form with a token, scripts with counters."""
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="/site.{token()}.css"><script>window.seen = "{token()}";</script></head>
<body data-request="{token()}"><header><nav><a href="/">Home</a> <a href="/prices">Prices</a></nav>
<form action="/search"><input type="hidden" name="csrf" value="{token()}"><input name="q"></form></header>
<main><h1>{title}</h1>
{main}
</main><footer><a href="/imprint">Imprint</a></footer><!-- {token()} --></body></html>"""
