"""Link targets in a form that does not change while the link leads to the same place."""

from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_SAFE = "/%:@!$&'*+,;=~-._"


def canonical_target(href: str, base_url: str | None) -> str | None:
    """Write the target of a link, or None for one that leads nowhere else.

    Query and fragment are left out: tokens and campaign names live there. Mail and telephone
    links are kept; in-page anchors and scripts are no targets.
    """
    href = "".join(href.split())
    if not href or href.startswith("#"):
        return None
    scheme = href.partition(":")[0].lower() if ":" in href else ""
    if scheme in ("mailto", "tel"):
        return f"{scheme}:{quote(href.partition(':')[2].partition('?')[0], safe=_SAFE)}"
    try:
        absolute = urljoin(base_url, href) if base_url else href
        parts = urlsplit(absolute)
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    except ValueError:  # an address that no browser could follow
        return None
    if parts.scheme not in ("http", "https", "") or not (host or parts.path):
        return None
    if base_url and href.partition("#")[2] and _same_page(absolute, base_url):
        return None
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=_SAFE), "", ""))


def leads_away(target: str | None) -> bool:
    """Whether a link goes to another page, as the links of menus do."""
    return target is not None and not target.startswith(("mailto:", "tel:"))


def _same_page(absolute: str, base_url: str) -> bool:
    return absolute.partition("#")[0] == base_url.partition("#")[0]
