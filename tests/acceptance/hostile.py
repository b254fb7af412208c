"""A hostile web as a table: what a server does for two looks between a healthy page and a real change of it.

Each behaviour is a few lines: the routes of its host while it is bad. `QUIET` ones serve the same policy in another
dress and must not even be noticed; all others must be an incident, and never a version.
"""

import asyncio
import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli

from tests.acceptance.site import Policy, around, token
from tests.acceptance.stage import FRENCH
from tests.crawler.replies import chunked, deflated, dripping, endless, raw, redirect, refresh
from tests.crawler.sites import Asked, Reply, answer

LONGER = "We keep your account records for 36 months after you close your account."
RETENTION = "We keep your account data for 12 months after you close your account."
PROGRAM_ERROR = "Warning: include(retention.html): failed to open stream in /srv/www/page.php on line 8"
CONTACT = "Write to our privacy office in the Rue de la Liberté with any question, and we will answer."
HTML = "text/html; charset=utf-8"

Routes = dict[str, Reply]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a host does in its bad epochs."""

    name: str
    routes: Callable[[str, str], Routes]  # from the vendor's name and the forbidden server's "host:port"
    is_quiet: bool = False


def policy(vendor: str, **traits: str) -> str:
    return Policy(vendor=vendor, contact=CONTACT, **traits).html()  # type: ignore[arg-type]


def page(body: str | bytes, status: str = "200 OK", **headers: str) -> Reply:
    data = body.encode() if isinstance(body, str) else body
    return answer(data, status, **{"Content_Type": HTML, **headers})


def healthy(vendor: str, **traits: str) -> Routes:
    return {"/robots.txt": answer(b"", Content_Type="text/plain"), "/p": page(policy(vendor, **traits))}


TABLE: list[Behaviour] = []


def add(
    name: str, reply: Reply | Callable[[str], Reply], *, is_quiet: bool = False, path: str = "/p"
) -> None:
    """Add a behaviour of one path; a reply that needs the healthy page is a function of its vendor."""

    def routes(vendor: str, _: str) -> Routes:
        made = reply(vendor) if callable(reply) and getattr(reply, "of_vendor", False) else reply
        return {path: made}  # type: ignore[dict-item]

    TABLE.append(Behaviour(name, routes, is_quiet))


def of_vendor(make: Callable[[str], Reply]) -> Callable[[str], Reply]:
    make.of_vendor = True  # type: ignore[attr-defined]
    return make


def quiet(name: str, make: Callable[[str], Reply]) -> None:
    add(name, of_vendor(make), is_quiet=True)


# --- status ----------------------------------------------------------------------------------------------------

for _code in (400, 401, 402, 403, 404, 405, 406, 408, 410, 418, 421, 425, 429, 451):
    add(f"status {_code}", page("<h1>No</h1>", f"{_code} No"))
for _code in (500, 501, 502, 503, 505, 507, 511, 522, 530, 599):
    add(f"status {_code}", page("<h1>Oops</h1>", f"{_code} Oops"))
add("status 204", b"HTTP/1.1 204 No Content\r\n\r\n")
add("status 206 unasked", of_vendor(lambda v: page(policy(v), "206 Partial Content")))
add("status 304 unasked", b"HTTP/1.1 304 Not Modified\r\n\r\n")
add("status 202 challenge", page("", "202 Accepted"))
add("an error with a whole policy", of_vendor(lambda v: page(policy(v, retention=LONGER), "500 Oops")))
add("retry at once", page("later", "429 Busy", Retry_After="0"))
add("retry in garbage", page("later", "503 Busy", Retry_After="soonish"))
add("retry in the past", page("later", "503 Busy", Retry_After="Mon, 01 Jan 2001 00:00:00 GMT"))

# --- transport -------------------------------------------------------------------------------------------------

_HEAD = answer(Content_Length="", Connection="close", Content_Type=HTML)
_HALF = answer(Content_Length="9000", Content_Type=HTML)
add("closed at once", raw(b""))
add("reset", raw(b"", "reset"))
add("silent", raw(b"", "hold"))
add("stalled body", raw(_HALF + b"<h1>Half", "hold"))
add("dripping body", dripping(_HALF, b"x"))
add("endless body", endless(_HEAD))
add("too large", page(b"x" * 2_100_000))
add("truncated", of_vendor(lambda v: raw(_HALF + policy(v).encode()[:3000])))
add("reset inside", of_vendor(lambda v: raw(_HEAD + policy(v).encode()[:3000], "reset", 0.2)))
add("bad chunks", raw(chunked(b"zz\r\nhello\r\n0\r\n\r\n")))
add("missing last chunk", raw(chunked(b"5\r\nhello\r\n")))
add("two lengths", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhellohell"))
add("more than declared", raw(answer(Content_Length="5") + b"hello, and more"))
add("endless headers", endless(b"HTTP/1.1 200 OK\r\nX: "))
add("header flood", dripping(b"HTTP/1.1 200 OK\r\n", b"X-Fill: y\r\n" * 20_000))
add("no http", raw(b"220 mail.example ESMTP\r\n\r\n"))

# --- redirects -------------------------------------------------------------------------------------------------


def leads(name: str, to: str, status: str = "302 Found", at: str | None = None, more: str = LONGER) -> None:
    """Redirect to a page that says something else."""

    def routes(vendor: str, _: str) -> Routes:
        return {"/p": redirect(to, status), at or to: page(policy(vendor, retention=more))}

    TABLE.append(Behaviour(name, routes))


leads("to the home page", "/")
leads("to the home page for good", "/", "301 Moved")
leads("to the home page of a language", "/en/")
leads("to a log-in", "/login?next=/p")
leads("to a single sign-on", "/sso/start")
leads("to a consent page", "/consent?back=/p")
add("to itself", redirect("/p"))
TABLE.append(Behaviour("ping-pong", lambda *_: {"/p": redirect("/q"), "/q": redirect("/p")}))
TABLE.append(
    Behaviour(
        "a long chain",
        lambda *_: {"/p": redirect("/0")} | {f"/{n}": redirect(f"/{n + 1}") for n in range(20)},
    )
)
add("without an address", page("moved", "302 Found"))
TABLE.append(Behaviour("refresh circle", lambda *_: {"/p": refresh("/q"), "/q": refresh("/p")}))
TABLE.append(
    Behaviour(
        "moved for good",
        lambda v, _: {"/p": redirect("/legal/policy", "301 Moved"), "/legal/policy": page(policy(v))},
        is_quiet=True,
    )
)
TABLE.append(
    Behaviour(
        "moved for now",
        lambda v, _: {"/p": redirect("/new", "307 Now"), "/new": page(policy(v))},
        is_quiet=True,
    )
)
TABLE.append(
    Behaviour(
        "refresh to the policy", lambda v, _: {"/p": refresh("/new"), "/new": page(policy(v))}, is_quiet=True
    )
)

# --- addresses that nobody may be led to -------------------------------------------------------------------------

FORMS = {
    "plain": "http://127.0.0.1:{port}/",
    "name": "http://localhost:{port}/",
    "decimal": "http://2130706433:{port}/",
    "hex": "http://0x7f000001:{port}/",
    "octal": "http://017700000001:{port}/",
    "dotted octal": "http://0177.0.0.1:{port}/",
    "short": "http://127.1:{port}/",
    "other loopback": "http://127.0.0.2:{port}/",
    "unspecified": "http://0.0.0.0:{port}/",
    "full width": "http://１２７。０。０。１:{port}/",
    "mapped": "http://[::ffff:127.0.0.1]:{port}/",
    "mapped hex": "http://[::ffff:7f00:1]:{port}/",
    "translated": "http://[64:ff9b::7f00:1]:{port}/",
    "6to4": "http://[2002:7f00:1::]:{port}/",
    "IPv6 loopback": "http://[::1]:{port}/",
    "link-local": "http://[fe80::1]:{port}/",
    "unique local": "http://[fd00::1]:{port}/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "private": "http://10.0.0.1/",
    "carrier": "http://100.64.0.1/",
    "multicast": "http://224.0.0.1/",
    "user": "http://public.example@127.0.0.1:{port}/",
    "backslash": "http://127.0.0.1:{port}\\@public.example/",
    "scheme-relative": "//127.0.0.1:{port}/",
    "file": "file:///etc/passwd",
    "ftp": "ftp://127.0.0.1:{port}/",
    "gopher": "gopher://127.0.0.1:{port}/",
    "data": "data:text/html,<h1>Privacy</h1>",
    "script": "javascript:alert(1)",
}


def _led(form: str) -> Callable[[str, str], Routes]:
    return lambda _, canary: {"/p": redirect(form.format(port=canary.rpartition(":")[2]))}


for _name, _form in FORMS.items():
    TABLE.append(Behaviour(f"address {_name}", _led(_form)))
TABLE.append(Behaviour("address by refresh", lambda _, canary: {"/p": refresh(f"http://{canary}/")}))
TABLE.append(
    Behaviour("address by robots.txt", lambda v, canary: {"/robots.txt": redirect(f"http://{canary}/")})
)
TABLE.append(
    Behaviour(
        "address by frame",
        lambda _, canary: {"/p": page(f'<title>Privacy</title><iframe src="http://{canary}/"></iframe>')},
    )
)
TABLE.append(
    Behaviour(
        "address by sub-resources",
        lambda v, canary: {
            "/p": page(
                policy(v).replace(
                    "</main>",
                    f'<img src="http://{canary}/i"><script src="http://{canary}/s"></script></main>',
                )
            )
        },
        is_quiet=True,
    )
)

# --- encodings and bombs -----------------------------------------------------------------------------------------

_BOMB = b"<p>a</p>" * 3_000_000
_ZIPPED = gzip.compress(_BOMB)
add("gzip bomb", answer(_ZIPPED, Content_Encoding="gzip", Content_Type=HTML))
add("gzip bomb twice", answer(gzip.compress(_ZIPPED), Content_Encoding="gzip, gzip", Content_Type=HTML))
add("brotli bomb", answer(brotli.compress(_BOMB, quality=3), Content_Encoding="br", Content_Type=HTML))
add("deflate bomb", answer(zlib.compress(_BOMB), Content_Encoding="deflate", Content_Type=HTML))
add("gzip of four layers", page(b"x", Content_Encoding="gzip, gzip, gzip, gzip"))
add("gzip that is none", of_vendor(lambda v: page(policy(v), Content_Encoding="gzip")))
add("gzip cut", of_vendor(lambda v: page(gzip.compress(policy(v).encode())[:-30], Content_Encoding="gzip")))
add(
    "gzip damaged",
    of_vendor(lambda v: page(_damaged(gzip.compress(policy(v).encode())), Content_Encoding="gzip")),
)
quiet("gzip", lambda v: page(gzip.compress(policy(v).encode()), Content_Encoding="gzip"))
quiet(
    "gzip twice",
    lambda v: page(gzip.compress(gzip.compress(policy(v).encode())), Content_Encoding="gzip, gzip"),
)
quiet("brotli", lambda v: page(brotli.compress(policy(v).encode()), Content_Encoding="br"))
quiet("deflate", lambda v: page(zlib.compress(policy(v).encode()), Content_Encoding="deflate"))
quiet("bare deflate", lambda v: page(deflated(policy(v).encode()), Content_Encoding="deflate"))
quiet("an encoding that is none", lambda v: page(policy(v), Content_Encoding="utf-8"))


def _damaged(data: bytes) -> bytes:
    return data[:200] + bytes(byte ^ 0x55 for byte in data[200:220]) + data[220:]


# --- character sets ------------------------------------------------------------------------------------------------


def _charset(name: str, encoding: str, said: str | None, mark: bytes = b"") -> None:
    kind = "text/html" if said is None else f"text/html; charset={said}"
    meta = 'charset="utf-8"'
    quiet(
        name,
        lambda v: page(
            mark + policy(v).replace(meta, f'charset="{encoding}"').encode(encoding), Content_Type=kind
        ),
    )


_charset("windows-1252 by header", "windows-1252", "windows-1252")
_charset("latin-1 by meta alone", "iso-8859-1", None)
_charset("UTF-16 with its mark", "utf-16-le", None, b"\xff\xfe")
_charset("UTF-8 with its mark", "utf-8", None, b"\xef\xbb\xbf")
_charset("an unknown name", "utf-8", "x-unknown-charset")
quiet(
    "no name at all",
    lambda v: page(policy(v).replace('<meta charset="utf-8">', ""), Content_Type="text/html"),
)
add("bytes of no text", page(bytes(range(256)) * 40))

# --- impostors with status 200 -----------------------------------------------------------------------------------

IMPOSTORS = {
    "error": ("Oops", "<p>Something went wrong on our side. Please try again later. Reference 0x51.</p>"),
    "not found": ("Page not found", "<p>We could not find the page that you asked for.</p>"),
    "maintenance": ("We'll be back", "<p>The site is down for maintenance. Thank you for your patience.</p>"),
    "robot check": ("Just a moment", "<p>Verify you are human by completing the action below.</p>"),
    "request blocked": ("Request blocked", "<p>Your request was blocked. Ray ID 8a7b6c5d4e3f.</p>"),
    "rate limit": ("Slow down", "<p>Too many requests. You have reached the rate limit.</p>"),
    "log-in": ("Sign in", "<form><input name=u><input type=password name=p><button>Sign in</button></form>"),
    "cookie wall": (
        "Before you continue",
        "<p>We value your privacy.</p><button>Accept all cookies</button>",
    ),
    "age gate": ("How old are you?", "<p>You must be 18 or older to enter.</p><button>I am</button>"),
    "country gate": ("Not available", "<p>This content is not available in your country or region.</p>"),
    "shell": ("Privacy", "<div id=root></div><script>start()</script>"),
    "needs scripts": ("Privacy", "<noscript>You need to enable JavaScript to run this app.</noscript>"),
    "empty": ("", ""),
    "menus": ("Fernleaf", "".join(f'<a href="/{n}">Product {n}</a> ' for n in range(80))),
    "parked": ("Domain for sale", "<p>This domain is for sale. Make an offer.</p>"),
    "only a link": ("Moved", '<p>The document has moved <a href="/elsewhere">here</a>.</p>'),
    "default page": ("Welcome to the web server", "<p>If you see this page, the web server works.</p>"),
    "listing": ("Index of /", "<pre><a href='../'>../</a> <a href='a.html'>a.html</a> 2024-01-01</pre>"),
}
for _name, (_title, _body) in IMPOSTORS.items():
    add(f"impostor {_name}", page(around(_title, _body)))
add("impostor no bytes", page(b""))
add("impostor JSON error", page(json.dumps({"error": "internal"}), Content_Type="application/json"))
add("impostor JSON of a page", of_vendor(lambda v: page(json.dumps({"html": policy(v)}))))
add("impostor blanks", of_vendor(lambda v: page(policy("{{ vendor }}"))))
add("impostor program error", of_vendor(lambda v: page(policy(v).replace(RETENTION, PROGRAM_ERROR))))
add("impostor other language", page(around("Politique de confidentialité", FRENCH, "fr")))
add("impostor half page", of_vendor(lambda v: page(Policy(vendor=v, contact=CONTACT, sections=4).html())))
add("impostor cut page", of_vendor(lambda v: page(policy(v)[: len(policy(v)) // 2])))

# --- cosmetic churn ------------------------------------------------------------------------------------------------

CHURN: dict[str, Callable[[str], str]] = {
    "tokens": lambda s: s,
    "classes": lambda s: s.replace("<p>", f'<p class="{token()}">').replace("<h2>", '<h2 class="t" id="x">'),
    "white space": lambda s: s.replace("<p>", "\n\n   <p>\n  ").replace("</p>", "\t\n</p>\r\n"),
    "comments": lambda s: s.replace("</p>", f"</p><!-- {token()} -->"),
    "wrappers": lambda s: s.replace("<main>", "<div><section><main>").replace("</main>", "</main></section></div>"),
    "menu": lambda s: s.replace('<a href="/prices">Prices</a>', '<a href="/jobs">Jobs</a> <a href="/news">News</a>'),
    "footer": lambda s: s.replace("<footer>", '<footer><a href="/map">Site map</a> <a href="/help">Help</a> '),
    "scripts": lambda s: s.replace("</body>", f"<script>track('{token()}')</script><style>p{{x:1}}</style></body>"),
    "entities": lambda s: s.replace("é", "&eacute;").replace("'", "&#39;"),
    "upper-case tags": lambda s: s.replace("<p>", "<P>").replace("</p>", "</P>"),
    "inline markup": lambda s: s.replace("personal data", "<span>personal</span> <span>data</span>"),
    "unclosed paragraphs": lambda s: s.replace("</p>", ""),
    "spaces that do not break": lambda s: s.replace("personal data", "personal&nbsp;data"),
    "soft hyphens": lambda s: s.replace("electronic", "elec&shy;tronic"),
    "hidden token": lambda s: s.replace("</form>", f'<input type="hidden" value="{token()}"></form>'),
}  # fmt: skip
for _name, _change in CHURN.items():
    quiet(f"churn {_name}", lambda v, change=_change: page(change(policy(v))))  # type: ignore[misc]

# --- what is seen once -----------------------------------------------------------------------------------------------


def _draft(vendor: str) -> Reply:
    """Answer whoever asks for the first time with a text that nobody has decided on."""
    shown: set[str] = set()

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        agent = asked.headers.get("user-agent", "")
        writer.write(page(policy(vendor) if agent in shown else policy(vendor, retention=LONGER)))
        shown.add(agent)
        await writer.drain()

    return reply


quiet("a draft in one answer", _draft)

# --- media types ---------------------------------------------------------------------------------------------------

add("media image", page(b"\x89PNG\r\n\x1a\n" + bytes(5_000), Content_Type="image/png"))
add("media damaged PDF", page(b"%PDF-1.7\n" + bytes(range(256)) * 9, Content_Type="application/pdf"))
add("media RTF", of_vendor(lambda v: page(b"{\\rtf1\\ansi " + policy(v).encode() + b"}")))
add("media archive", page(b"PK\x03\x04" + bytes(3_000), Content_Type="application/zip"))
add("media film", page(b"\x00\x00\x00\x18ftypmp42" + bytes(9_000), Content_Type="video/mp4"))
quiet("media none", lambda v: page(policy(v), Content_Type=""))
quiet("media XHTML", lambda v: page(policy(v), Content_Type="application/xhtml+xml; charset=utf-8"))
quiet("media octets", lambda v: page(policy(v), Content_Type="application/octet-stream"))

# --- robots.txt ----------------------------------------------------------------------------------------------------

_FORBID = b"User-agent: *\nDisallow: /\n"
add("robots forbids", answer(_FORBID), path="/robots.txt")
add("robots forbids us", answer(b"User-agent: clausewatch\nDisallow: /p\n"), path="/robots.txt")
add("robots fails", answer(b"", "500 Oops"), path="/robots.txt")
add("robots torn", raw(answer(Content_Length="99") + b"User"), path="/robots.txt")
add("robots in a circle", redirect("/robots.txt"), path="/robots.txt")
add("robots huge", answer(_FORBID + b"# x\n" * 200_000), path="/robots.txt")
add("robots is a page", page("<h1>Welcome</h1>"), path="/robots.txt", is_quiet=True)
add("robots forbids others", answer(b"User-agent: other\nDisallow: /\n"), path="/robots.txt", is_quiet=True)
add("robots missing", answer(b"", "404 None"), path="/robots.txt", is_quiet=True)
add("robots closed", answer(b"", "403 No"), path="/robots.txt", is_quiet=True)
