"""The picture beside a link to a record, in every language of the site."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from core.localized import in_language
from pages.views import PublicPageView, RecordDetailView, gone_response
from register.kinds import kind_named
from register.models import Entry
from site_profile.current import profile_of

_DRAWING = "pages.preview_cards.draw_card"  # its libraries are loaded with the first picture


class RecordCardView(PublicPageView):
    """The picture of a record on this day, as a PNG."""

    is_conditional = True
    rate_limit = "files"
    record_view: type[RecordDetailView] = RecordDetailView

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        kind = self.record_view.kind
        entry = Entry.public.of_kind(kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, kind, ref)
        words = self.record_view().card_words(json.loads(entry.body))
        profile = profile_of(request)
        picture = import_string(_DRAWING)(
            site=profile.site_name,
            accent=profile.accent,
            logo=profile.logo_content,
            label=f"{capfirst(str(kind_named(kind).model._meta.verbose_name))} {ref}",
            title=in_language(entry.title)[0],
            **words
            | {"lines": map(capfirst, filter(None, words["lines"])), "state": capfirst(words["state"])},
        )
        response = HttpResponse(picture, content_type="image/png")
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def card_url(record_view: type[RecordDetailView]) -> URLPattern:
    """Address of the picture of a record of the kind."""
    return path("<ref:ref>/card.png", RecordCardView.as_view(record_view=record_view), name="card")
