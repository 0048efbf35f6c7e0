"""Words for the end of an agreement, alone and beside a day: “Terminated 1/1/2018”, “해지됨”."""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import override

from agreements.choices import MilestoneKind
from spreadsheets.parsing import synonyms
from spreadsheets.parsing.cells import normalize_cell

DAY_LIKE = r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d"
_LINKS = r"(?<!\w)(?:on|in|since|as of|am|zum|per|seit|le|el|em|il|dne|den|от|с|з|od)(?!\w)|[()]"


@cache
def ending_words(*, is_export: bool) -> dict[str, str]:
    """Kinds of ends by the words for them, the longest first.

    Our own labels are known before what others mean by the same words in an export, and after them elsewhere.
    """
    words = {
        normalize_cell(word): str(kind)
        for kind, texts in synonyms.ENDING_SYNONYMS.items()
        for word in texts.split(",")
    }
    labels = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            labels |= {
                normalize_cell(str(MilestoneKind(kind).label)): str(kind) for kind in synonyms.ENDING_SYNONYMS
            }
    known = words | labels if is_export else labels | words
    return dict(sorted(known.items(), key=lambda item: -len(item[0])))


def parse_status_cell(text: str, *, is_export: bool = False) -> tuple[str, str]:
    """The kind of end that a status names, and the rest of its text; empty where it names none."""
    status = normalize_cell(text)
    for word, kind in ending_words(is_export=is_export).items():
        if status == word:
            return kind, ""
        if match := re.search(rf"(?<!\w){re.escape(word)}(?![^\W\d_])", status):
            rest = f"{status[: match.start()]} {status[match.end() :]}"
            if re.search(DAY_LIKE, rest):
                return kind, " ".join(re.sub(_LINKS, " ", rest).split()).strip(" ,:.")
    return "", ""
