"""Small pages of our own writing: one policy in many dresses."""

PARAGRAPHS = (
    "This notice explains what personal data Fernleaf keeps about people who order plants in our shop, and why.",
    "We collect your name, your postal address and the list of plants that you ordered during the last five years.",
    "Our courier receives your address for the delivery and deletes it thirty days after the parcel has arrived.",
    "We do not sell your personal data, and we share it with nobody else unless a court orders us to do so.",
    "You may ask for a copy of your data, for its correction or for its deletion by writing to our office in Ghent.",
    "Complaints can be sent to the supervisory authority of the country in which you live or in which you work.",
)

_ENTRIES = "".join(f'<li><a href="/p/{number}">Plants {number}</a></li>' for number in range(10))
MENU = f"<nav><ul>{_ENTRIES}</ul></nav>"
_LINKS = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Jobs", "Press", "Shops"))
FOOTER = f"<footer><ul>{_LINKS}</ul><p>© 2024 Fernleaf BV. All rights reserved.</p></footer>"


def body(inner: str, *, head: str = "<title>Privacy notice | Fernleaf</title>") -> bytes:
    """Wrap *inner* in a page with a menu before it and a footer after it."""
    start = f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>"
    return f"{start}{MENU}{inner}{FOOTER}</body></html>".encode()


def policy(wrap: str = "<p>{}</p>") -> str:
    """Write the policy with a title, each paragraph in *wrap*."""
    return "<h1>Privacy notice</h1>" + "".join(wrap.format(p) for p in PARAGRAPHS)
