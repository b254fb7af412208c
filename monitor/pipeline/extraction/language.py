"""The language of a text. The model is loaded once per process, when the first text needs it."""

import re

_TARGETS = re.compile(r"\]\([^()\s]*\)|https?://\S+|\S+@\S+")
_SAMPLE = 6000  # characters; more does not change the answer on 119 policies


def detect_language(text: str) -> str | None:
    """Tell the language of *text* as ISO 639-1, or None where there is too little of it."""
    # Addresses are taken out of a part of the text only: they seldom fill three quarters of it.
    sample = _middle(_TARGETS.sub(" ", _middle(text, 4 * _SAMPLE)), _SAMPLE)
    if len(sample) < 20:
        return None
    import py3langid  # the model takes a second and 100 MB

    language, _ = py3langid.classify(sample)
    return str(language)


def _middle(text: str, length: int) -> str:
    # From the middle: the beginning is often a menu or a notice in another language.
    start = max(0, (len(text) - length) // 2)
    return text[start : start + length].strip()
