"""One page that shows every component of the public pages, each as its template draws it from samples."""

from pathlib import Path

from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from register.pages import addresses
from register.pages.evidence import Card, Mark, Note, Saying, Support
from register.pages.standing import Standing
from register.pages.views import PublicView

FOLDER = settings.BASE_DIR / "templates" / "components"
# Seen around and above every page, this one among them.
AROUND = {"_header.html", "_footer.html", "_quicker.html"}

DEMONSTRATION = {"en": "Memorandum on the exchange of editors", "ko": "편집자 교류에 관한 양해각서"}
SOURCE = {
    "title": "Two institutes agree on an exchange",
    "publisher": "Worked Examples Press",
    "language": "en",
    "kind": "press_release",
    "published_on": "2025-03-14",
    "address": "https://example.org/exchange",
}


class Components(PublicView):
    """Every component, its template's first line, and how it looks in the states that it has."""

    def get(self, request):
        pieces = [
            {"name": name, "needs": needs(name), "shown": [draw(name, sample, request) for sample in samples]}
            for name, samples in sorted(all_samples().items())
        ]
        colors = (
            "paper tint line line-strong quiet ink link accent warm holds presumed coming paused ended error"
        )
        context = {
            "pieces": pieces,
            "colors": colors.split(),
            "marks": [Mark(1, "stated", "card-sample"), Mark(2, "inferred"), Mark(3, "partly")],
            "alternates": addresses.in_every_language(lambda: reverse("site:components")),
        }
        return render(request, "register/components.html", context)


def names() -> set[str]:
    """The files of all components."""
    return {path.name for path in Path(FOLDER).glob("*.html")}


def needs(name: str) -> str:
    """What a component says of itself in its first line."""
    first = (FOLDER / name).read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix("{#").partition("#}")[0].strip()


def draw(name: str, sample: dict, request) -> SafeString:
    return render_to_string(f"components/{name}", sample, request)


def all_samples() -> dict[str, list[dict]]:
    """For each component what its template is given here, once for each state that it has."""
    return {**pieces_of_records(), **pieces_of_lists()}


def pieces_of_records() -> dict[str, list[dict]]:
    mark, card = Mark(1, "stated", "card-sample"), Card("card-sample", "stated", [DEMONSTRATION], ["p. 2"])
    saying = Saying(mark, SOURCE, DEMONSTRATION, "p. 2", (_("What it is"),))
    korean = {**SOURCE, "title": "편집자 교류 협약 체결", "language": "ko"}
    other = Saying(Mark(2, "inferred"), korean, DEMONSTRATION, "", ())
    stated, inferred = [("sample", _("What it is")), ("sample", _("Signed"))], [("sample", _("Ends"))]
    support = Support(1, SOURCE, stated, inferred, [saying], [], False, [card])
    record = {
        "entry": {"ref": "A1", "number": 3, "published_at": timezone.now()},
        "versions_address": "#sample",
        "cite_address": "#sample",
        "data_address": "/api/v1/agreements/A1",
        "report_address": "#sample",
    }
    outcomes = [{"strength": one, "text": DEMONSTRATION, "key": "k1"} for one in ("agreed", "discussed", "")]
    tones = {
        "holds": _("in force"), "presumed": _("in force"), "coming": _("planned"), "paused": _("suspended"),
        "ended": _("expired"), "unknown": _("not known"),
    }  # fmt: skip
    return {
        "_card.html": [],  # opens from the mark beside a fact: drawn by the list of sources
        "_contents.html": [
            {"sections": [("sample", _("Parties and participants")), ("sample", _("Key dates"))]}
        ],
        "_crumbs.html": [{"list_path": "#sample", "list_words": _("Agreements"), "here": "A1"}],
        "_notes.html": [
            {"notes": [Note([saying], [_("What it is")])]},
            {"notes": [Note([saying, other], [_("Signed")])]},
        ],
        "_on_day.html": [{"asked": {"is_taken": True, "typed": "2015-06-30"}, "address": "#sample"}],
        "_outcomes.html": [{"outcomes": outcomes}],
        "_record_foot.html": [record],
        "_sources.html": [{"supports": [support]}],
        "_tag.html": [{"status": Standing(words, tone)} for tone, words in tones.items()],
    }


def pieces_of_lists() -> dict[str, list[dict]]:
    title = DEMONSTRATION["en"]
    values = [
        {"code": "mou", "words": _("memorandum of understanding"), "count": 34, "is_chosen": True},
        {"code": "treaty", "words": _("treaty"), "count": 1200},
    ]
    values = [{**one, "address": "#sample"} for one in values]
    filters = [{"label": _("form"), "value": _("treaty"), "without": "#sample", "count": 1200}]
    links = [{"number": 1, "is_this": True}, {"number": 2, "address": "#sample"}, {"is_gap": True}]
    options = [("mou", _("memorandum of understanding"), True), ("treaty", _("treaty"), False)]
    wrong = [_("Enter a day as 2024-01-31.")]
    return {
        "_empty.html": [
            {"asked": {"suggestions": [{"address": "#sample", "name": title}], "drops": filters}}
        ],
        "_errors.html": [{"errors": [{"place": "filter-on", "label": _("on this day"), "words": wrong[0]}]}],
        "_facets.html": [
            {
                "facets": [
                    {"name": "form", "label": _("form"), "values": values, "more": "#sample", "others": 12}
                ]
            }
        ],
        "_filters.html": [
            {
                "asked": {
                    "search": "exchange",
                    "errors": wrong,
                    "filters": filters,
                    "controls": [{"name": "form", "label": _("form"), "options": options}],
                    "day_controls": [
                        {"name": "on", "label": _("on this day"), "value": "30/6", "errors": wrong}
                    ],
                }
            }
        ],
        "_pages.html": [{"asked": {"pages": 9, "page_links": links, "next_page": "#sample", "is_cut": True}}],
        "_take_along.html": [
            {
                "forms": [{"address": "#sample", "media_type": "text/csv", "words": _("Table (CSV)")}],
                "data_address": "/api/v1/agreements/?form=mou",
            }
        ],
    }
