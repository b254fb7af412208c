"""The last step for every kind of document: language and dates of the text that was found."""

from monitor.domain.extraction import Coverage, Extraction
from monitor.pipeline.extraction.dates import find_dates
from monitor.pipeline.extraction.language import detect_language


def finish(
    text: str,
    words: int,
    *,
    title: str | None = None,
    author: str | None = None,
    suspect: str | None = None,
    coverage: Coverage | None = None,
) -> Extraction:
    """Make the extraction of a policy from its text."""
    language = detect_language(text)
    dates = find_dates(text, language)
    return Extraction(
        "policy",
        None,
        text,
        words,
        title=title,
        author=author,
        language=language,
        updated=dates.updated,
        effective=dates.effective,
        suspect=suspect,
        coverage=coverage,
        updated_quote=dates.updated_line,
        effective_quote=dates.effective_line,
    )
