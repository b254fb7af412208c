import pytest

from monitor.pipeline.extraction.extract import extract
from tests.monitor.extraction.pages import PARAGRAPHS, body, policy

URL = "https://fernleaf.example/legal/privacy?session=81"


def kept(inner: str) -> str:
    """Read a page that holds the policy, then *inner*, then one more paragraph."""
    text = extract(body(f"<main>{policy()}{inner}<p>{PARAGRAPHS[0]}</p></main>"), url=URL).text
    return text.split(PARAGRAPHS[-1], 1)[1].rsplit(PARAGRAPHS[0], 1)[0].strip("\n")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<h3>Who <em>we</em> are</h3>", "### Who we are"),
        ("<div role=heading aria-level=4>Who</div>", "#### Who"),
        ("<h2><button>Open</button></h2>", "## Open"),
        ("<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>", "- One\n  - Inner\n- Two"),
        ("<ol start=3><li>Three</li><li value=7>Seven</li></ol>", "3. Three\n7. Seven"),
        ("<ol><li><h2>Scope</h2>Text</li></ol>", "## 1. Scope\n\n   Text"),
        ("<p>One<br>Two<br><br>Three</p>", "One\nTwo\n\nThree"),
        ("<p>a <b>b</b>\n\n <i>c</i></p>", "a b c"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Term\n\nMeaning"),
        ("<pre>One\nTwo</pre>", "One\nTwo"),
        (
            "<div class=scroll><table><tr><th>Who</th><th>Why</th></tr>"
            "<tr><td>Amberhost</td><td><p>storage</p><p>backup</p></td></tr></table></div>",
            "| Who | Why |\n| --- | --- |\n| Amberhost | storage<br>backup |",
        ),
        (
            "<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td rowspan=2>1</td><td>2</td><td>3</td></tr>"
            "<tr><td colspan=2>x|y</td></tr></table>",
            "| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | x\\|y |  |",
        ),
    ],
)
def test_each_form_of_text_has_one_way_to_be_written(inner: str, expected: str) -> None:
    assert kept(inner) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="/rights?token=9f#top">rights</a>', "[rights](https://fernleaf.example/rights)"),
        ('<a href="mailto:dpo@fernleaf.example?subject=x">mail</a>', "[mail](mailto:dpo@fernleaf.example)"),
        ('<a href="tel:+32 9 1">call</a>', "[call](tel:+3291)"),
        ('<a href="#rights">rights</a>', "rights"),
        ('<a href="https://fernleaf.example/legal/privacy?session=81#rights">rights</a>', "rights"),
        ('<a href="javascript:void(0)">rights</a>', "rights"),
        ('<a href="https://[bad">rights</a>', "rights"),
        (
            '<a href="https://u:p@other.example:8443/a b(c)">o</a>',
            "[o](https://other.example:8443/ab%28c%29)",
        ),
        ('<a name="here"></a>rights', "rights"),
    ],
)
def test_links_are_written_without_what_changes_from_look_to_look(link: str, expected: str) -> None:
    assert kept(f"<p>Your {link} here.</p>") == f"Your {expected} here."


def test_the_same_policy_gives_the_same_text_whatever_surrounds_it() -> None:
    plain = extract(body(f"<main>{policy()}</main>")).text
    dressed = policy('<div class="x9"><span data-t="7"><p style="margin:0">{}</p></span></div>')
    page = (
        '<div id="root-81"><input type=hidden name=csrf value=abc><script nonce=1>var a=9</script><!-- 4 ms -->'
        f'<style>p{{}}</style><div class="wrap"><article>{dressed}</article></div></div>'
    )
    assert extract(body(page)).text == plain


def test_a_page_given_twice_is_kept_once() -> None:
    twice = f"<main><div class=desktop>{policy()}</div><div class=mobile>{policy()}</div></main>"
    assert extract(body(twice)).text == extract(body(f"<main>{policy()}</main>")).text


def test_a_paragraph_that_stands_twice_is_kept_twice() -> None:
    assert extract(body(f"<main>{policy()}<p>{PARAGRAPHS[2]}</p></main>")).text.count(PARAGRAPHS[2]) == 2


def test_a_consent_dialog_beside_the_policy_is_left_out() -> None:
    switches = "".join(
        f"<div><label><input type=checkbox>K {n}</label><p>These small files help us count who comes by now.</p></div>"
        for n in range(4)
    )
    dialog = f"<div><h2>Your choice</h2>{switches}<button>Accept</button><button>Reject</button></div>"
    assert (
        extract(body(f"{dialog}<div>{policy()}</div>")).text == extract(body(f"<div>{policy()}</div>")).text
    )


def test_a_promotion_between_menu_and_title_is_left_out() -> None:
    promotion = "<aside>Ten percent off all ferns until Sunday, in every shop and size. <a href=/sale>Look</a></aside>"
    assert "Ten percent" not in extract(body(f"{promotion}<main>{policy()}</main>")).text


def test_the_date_line_under_the_title_stays() -> None:
    head = "<header><h1>Terms</h1><div>Effective 8 October 2025 <input><button>Print</button></div></header>"
    rest = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    text = extract(body(f"<main>{head}<article>{rest}</article></main>")).text
    assert text.startswith("# Terms\n\nEffective 8 October 2025")


def test_a_last_section_with_links_to_documents_is_kept() -> None:
    section = (
        "<article class=s><h2>Reports</h2><p>These reports were written because the law obliges us to do so.</p>"
        + "".join(f'<p><a href="/report-{n}.pdf">Report {n}</a></p>' for n in range(9))
        + "</article>"
    )
    sections = f"<article class=s>{policy()}</article>{section}"
    assert "Report 8" in extract(body(f"<div>{sections}</div>")).text
