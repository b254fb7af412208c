"""Writes the demo's `clausewatch.yaml`: what a user would write, with the waiting times taken out."""

from collections.abc import Iterable, Iterator

from monitor.demo.receiver import Receiver
from monitor.demo.site import DemoSite
from monitor.demo.stories import DemoPolicy, DemoVendor
from monitor.domain.vocabulary import Category

PRIVACY_TEAM = "privacy-team"
OPERATIONS = "operations"
SUBSCRIBED: tuple[Category, ...] = ("sharing", "retention", "transfer")

_HEAD = """\
settings:
  database_url: sqlite:///clausewatch.db
  contact: https://clausewatch.example/contact
  timezone: Europe/Paris
  confirm_after: PT0S            # a first difference is confirmed at once; PT10M is usual
  fetch: {{delay: 0, allow_private: [{pages}]}}
  notify: {{allow_private: ["{receiver}"]}}
defaults: {{schedule: PT1S}}       # due again at every run; P1D is usual
destinations:
  privacy-inbox: "{privacy}"
  operations-inbox: "{operations}"
subscriptions:
  - name: {privacy_team}
    to: [privacy-inbox]
    categories: [{categories}]
    min_severity: medium
  - name: {operations_team}
    to: [operations-inbox]
    categories: [security]
    incidents: true
vendors:
"""


def watchlist_yaml(site: DemoSite, receiver: Receiver) -> str:
    """Write the watchlist for every policy of *site*, with two teams whose inboxes are at *receiver*."""
    head = _HEAD.format(
        pages=", ".join(f'"{address}"' for address in site.addresses),
        receiver=receiver.address,
        privacy=receiver.destination("privacy"),
        operations=receiver.destination("operations"),
        privacy_team=PRIVACY_TEAM,
        operations_team=OPERATIONS,
        categories=", ".join(SUBSCRIBED),
    )
    vendors = dict.fromkeys(policy.vendor for policy in site.policies)
    return head + "\n".join(line for vendor in vendors for line in _vendor(site, vendor)) + "\n"


def _vendor(site: DemoSite, vendor: DemoVendor) -> Iterator[str]:
    yield f"  - name: {vendor.name}"
    yield f"    homepage: {site.origin(vendor)}"
    yield f"    tags: [{', '.join(vendor.tags)}]"
    yield "    documents:"
    yield from _documents(site, (policy for policy in site.policies if policy.vendor == vendor))


def _documents(site: DemoSite, policies: Iterable[DemoPolicy]) -> Iterator[str]:
    for policy in policies:
        yield f"      - {{type: {policy.type}, url: {site.url(policy)}, locale: {policy.locale}}}"
