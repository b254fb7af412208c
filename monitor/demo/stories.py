"""What the demo site publishes, and what happens to it: vendors, policies and stories, as data.

All vendors, people and addresses are invented.
"""

from dataclasses import dataclass
from typing import Literal

from monitor.domain.vocabulary import Category, DocumentType

Ending = Literal["alert", "minor", "same", "kept"]


@dataclass(frozen=True, slots=True)
class DemoVendor:
    """An invented company; its slug is what the program makes of its name."""

    slug: str
    name: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in a policy fragment; `before` occurs in it exactly once."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Story:
    """What one vendor does to one policy, and how it must end for the people who watch it.

    `ending`: "alert", a change that the privacy team is told of; "minor", recorded and told to nobody;
    "same", no other version of the text; "kept", the good version stays although the page is broken.
    """

    told: str  # one line for a person
    ending: Ending
    category: Category | None = None  # of the alert
    edits: tuple[Edit, ...] = ()
    layout: str | None = None  # the new layout of the page
    fragment: str | None = None  # what the page shows in place of the policy


@dataclass(frozen=True, slots=True)
class DemoPolicy:
    """One policy page of one vendor, in its first state, with the story that leads to the second."""

    vendor: DemoVendor
    type: DocumentType
    path: str
    fragment: str
    layout: str
    locale: str
    story: Story

    @property
    def key(self) -> str:
        """The document key under which the program knows the policy."""
        return f"{self.vendor.slug}/{self.type}"


LARKFIELD = DemoVendor("larkfield-mail", "Larkfield Mail", ("mail", "eu"))
QUILLSTONE = DemoVendor("quillstone-crm", "Quillstone CRM", ("crm", "us"))
OMBRELLE = DemoVendor("ombrelle-paie", "Ombrelle Paie", ("payroll", "eu"))

VENDORS = (LARKFIELD, QUILLSTONE, OMBRELLE)

POLICIES = (
    DemoPolicy(
        LARKFIELD,
        "privacy_policy",
        "/legal/privacy",
        "larkfield-privacy.html",
        "layout-larkfield.html",
        "en",
        Story(
            "keeps connection logs for 24 months instead of 90 days",
            "alert",
            "retention",
            (
                Edit("for 90 days and then erase them", "for 24 months and then erase them"),
                Edit("Last updated: 14 February 2025", "Last updated: 3 June 2025"),
            ),
        ),
    ),
    DemoPolicy(
        QUILLSTONE,
        "privacy_policy",
        "/legal/privacy",
        "quillstone-privacy.html",
        "layout-quillstone.html",
        "en",
        Story(
            "takes a single “not” out of a sentence about advertising partners",
            "alert",
            "sharing",
            (Edit("We do not share the contents", "We do share the contents"),),
        ),
    ),
    DemoPolicy(
        OMBRELLE,
        "privacy_policy",
        "/confidentialite",
        "ombrelle-confidentialite.html",
        "layout-ombrelle.html",
        "fr",
        Story(
            "lets its support team in Tunisia reach payroll data",
            "alert",
            "transfer",
            (Edit("depuis la France et le Portugal.", "depuis la France, le Portugal et la Tunisie."),),
        ),
    ),
    DemoPolicy(
        QUILLSTONE,
        "subprocessors",
        "/legal/subprocessors",
        "quillstone-subprocessors.html",
        "layout-quillstone.html",
        "en",
        Story(
            "adds one row to its table of subprocessors",
            "alert",
            "sharing",
            (
                Edit(
                    "</tbody>",
                    "<tr><td>Vellichor Insights Inc.</td><td>Analysis of product usage</td>"
                    "<td>Names, email addresses, usage records</td><td>United States</td></tr>\n</tbody>",
                ),
            ),
        ),
    ),
    DemoPolicy(
        LARKFIELD,
        "terms",
        "/legal/terms",
        "larkfield-terms.html",
        "layout-larkfield.html",
        "en",
        Story(
            "redesigns the page from top to bottom; not a word differs",
            "same",
            layout="layout-larkfield-redesigned.html",
        ),
    ),
    DemoPolicy(
        QUILLSTONE,
        "dpa",
        "/legal/dpa",
        "quillstone-dpa.html",
        "layout-quillstone.html",
        "en",
        Story("corrects a spelling mistake", "minor", edits=(Edit("recieve", "receive"),)),
    ),
    DemoPolicy(
        OMBRELLE,
        "terms",
        "/conditions",
        "ombrelle-conditions.html",
        "layout-ombrelle.html",
        "fr",
        Story("serves an error page, with status 200", "kept", fragment="ombrelle-outage.html"),
    ),
)
