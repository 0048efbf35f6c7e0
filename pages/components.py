"""Component gallery: every component of the public pages, rendered with samples."""

import re
from pathlib import Path

from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pages.matched_names import MatchedName
from pages.source_marks import SourceCard, SourceMark, SourceNote, SourceStatement, SupportingSource
from pages.status import StatusDisplay
from pages.views import PublicPageView
from register import addresses
from register.kinds import kinds

COMPONENTS_DIR = settings.BASE_DIR / "templates" / "components"
# On every page, so also round this one.
FRAME_COMPONENTS = {"_header.html", "_footer.html", "_quicker.html"}

_COMMENT = re.compile(r"\{# (.*?) #\}|\{% comment %\}\n(.*?)\n\{% endcomment %\}", re.DOTALL)
_SAMPLE_TITLE = {"en": "Memorandum on the exchange of editors", "ko": "편집자 교류에 관한 양해각서"}
_SAMPLE_SOURCE = {
    "title": "Two institutes agree on an exchange",
    "publisher": "Worked Examples Press",
    "language": "en",
    "kind": "press_release",
    "published_on": "2025-03-14",
    "address": "https://example.org/exchange",
    "key": "s1",
    "file": "exchange.pdf",
    "media_type": "application/pdf",
    "size": 81920,
}


class ComponentsView(PublicPageView):
    """The page /about/components: each component, the comment of its template, and samples of its states."""

    def get(self, request):
        components = [
            {
                "name": name,
                "needs": first_comment(name),
                "samples": [_render_component(name, sample, request) for sample in samples],
            }
            for name, samples in sorted(component_samples().items())
        ]
        colors = (
            "paper tint line line-strong quiet ink link accent second warm holds presumed coming paused ended "
            "error"
        )
        context = {
            "components": components,
            "colors": colors.split(),
            "motif": ["", "is-presumed", "is-coming", "is-ended", "is-ended is-presumed"],
            "marks": [
                SourceMark(1, "stated", "card-sample"),
                SourceMark(2, "inferred"),
                SourceMark(3, "partly"),
            ],
            "alternates": addresses.paths_by_language(lambda: reverse("site:components")),
        }
        return render(request, "pages/components.html", context)


def component_names() -> set[str]:
    """File names of all components."""
    return {path.name for path in Path(COMPONENTS_DIR).glob("*.html")}


def first_comment(name: str) -> str:
    """The comment at the beginning of a component, on one line."""
    source = (COMPONENTS_DIR / name).read_text(encoding="utf-8")
    comment = _COMMENT.match(source)
    return " ".join(filter(None, comment.groups(""))).replace("\n", " ").strip() if comment else ""


def _render_component(name: str, sample: dict, request) -> SafeString:
    return render_to_string(f"components/{name}", sample, request)


def component_samples() -> dict[str, list[dict]]:
    """Template contexts for each component, one for each of its states."""
    return {**_record_samples(), **_list_samples()}


def _record_samples() -> dict[str, list[dict]]:
    kind = kinds()[0]
    mark = SourceMark(1, "stated", "card-sample")
    card = SourceCard("card-sample", "stated", [_SAMPLE_TITLE], ["p. 2"], [("signed in Seoul", "")])
    statement = SourceStatement(mark, _SAMPLE_SOURCE, _SAMPLE_TITLE, "p. 2", (_("What it is"),))
    korean = {**_SAMPLE_SOURCE, "title": "편집자 교류 협약 체결", "language": "ko"}
    other = SourceStatement(SourceMark(2, "inferred"), korean, _SAMPLE_TITLE, "", ())
    stated, inferred = [("sample", _("What it is")), ("sample", _("Signed"))], [("sample", _("Ends"))]
    support = SupportingSource(1, _SAMPLE_SOURCE, stated, inferred, [statement], [], False, [card])
    record = {
        "entry": {"ref": f"{kind.letter}1", "number": 3, "published_at": timezone.now()},
        "versions_address": "#sample",
        "cite_address": "#sample",
        "api_address": f"/api/v1/{kind.plural}/{kind.letter}1",
        "report_address": "#sample",
        "citation": _SAMPLE_TITLE["en"],
        "short_link": "https://example.org/",
        "version_link": "https://example.org/",
    }
    outcomes = [
        {"strength": strength, "text": _SAMPLE_TITLE, "key": "k1"} for strength in ("agreed", "discussed", "")
    ]
    tones = {
        "holds": _("in force"), "presumed": _("in force"), "coming": _("planned"), "paused": _("suspended"),
        "ended": _("expired"), "unknown": _("not known"),
    }  # fmt: skip
    return {
        "_card.html": [],  # opens from the mark beside a fact: drawn by the list of sources
        "_contents.html": [
            {"sections": [("sample", _("Parties and participants")), ("sample", _("Key dates"))]}
        ],
        "_crumbs.html": [{"list_path": "#sample", "list_words": kind.heading, "here": f"{kind.letter}1"}],
        "_notes.html": [
            {"notes": [SourceNote([statement], [_("What it is")])]},
            {"notes": [SourceNote([statement, other], [_("Signed")])]},
        ],
        "_copied.html": [{"id": "copied-sample", "words": f"{kind.letter}1"}],
        "_follow.html": [{"follow_address": "#sample"}],
        "_on_day.html": [{"record_query": {"accepts_day": True, "typed_day": "2015-06-30"}, "address": ""}],
        "_outcomes.html": [{"outcomes": outcomes}],
        "_printed.html": [{"version": record["entry"], "address": "https://example.org/"}],
        "_record_foot.html": [record],
        "_row_parties.html": [{"parties": ["Institute of Worked Examples", "Academy of Examples"]}],
        "_sources.html": [{"sources": [support], "files_address": "#"}],
        "_tag.html": [{"status": StatusDisplay(words, tone)} for tone, words in tones.items()],
    }


def _list_samples() -> dict[str, list[dict]]:
    title = _SAMPLE_TITLE["en"]
    values = [
        {"code": "mou", "label": _("memorandum of understanding"), "count": 34, "is_chosen": True},
        {"code": "treaty", "label": _("treaty"), "count": 1200},
    ]
    values = [{**value, "address": "#sample"} for value in values]
    facet = {
        "name": "form",
        "label": _("form"),
        "values": values,
        "more_address": "",
        "hidden_count": 12,
    }
    filters = [{"label": _("form"), "value": _("treaty"), "remove_address": "#sample", "count": 1200}]
    links = [{"number": 1, "is_this": True}, {"number": 2, "address": "#sample"}, {"is_gap": True}]
    options = [("mou", _("memorandum of understanding"), True), ("treaty", _("treaty"), False)]
    wrong = [_("Enter a day as 2024-01-31.")]
    return {
        "_empty.html": [
            {
                "results": {
                    "suggestions": [{"address": "#sample", "name": title}],
                    "removable_filters": filters,
                }
            }
        ],
        "_found_by.html": [
            {"names": [MatchedName("British Academy", "en", "영국학술원")]},
            {"names": [MatchedName("", "", "편집자 교류"), MatchedName("Korean Institute", "en")]},
        ],
        "_errors.html": [{"errors": [{"place": "filter-on", "label": _("on this day"), "words": wrong[0]}]}],
        "_facets.html": [{"facets": [facet]}],
        "_filters.html": [
            {
                "form": {
                    "search": "exchange",
                    "errors": wrong,
                    "is_open": True,
                    "selects": [{"name": "form", "label": _("form"), "options": options}],
                    "day_inputs": [
                        {"name": "day", "label": _("on this day"), "value": "30/6", "errors": wrong}
                    ],
                },
                "active_filters": filters,
            }
        ],
        "_pages.html": [
            {"pagination": {"page_count": 9, "links": links, "next": "#sample", "is_truncated": True}}
        ],
        "_take_along.html": [
            {
                "export_links": [{"address": "#sample", "media_type": "text/csv", "words": _("Table (CSV)")}],
                "api_address": f"/api/v1/{kinds()[0].plural}/?form=mou",
            }
        ],
    }
