"""Views of previews: for staff beside the form, by a link for others, and the page of a record's links."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.visible_text import validate_visible
from desk.addresses import change_page_address, key_in, public_path
from desk.colleagues import colleague_name
from desk.record_pages import RecordPagesMixin
from desk.workflow.models import PreviewLink
from desk.workflow.preview import preview_page, with_banner
from desk.workflow.preview_links import (
    MAX_DAYS,
    has_version_since,
    is_held_back,
    is_open,
    link_address,
    link_of_token,
    log_opening,
    make_link,
    revoke_link,
)
from register.addresses import absolute_url
from register.records import Record


class PreviewLinkForm(forms.Form):
    """A new preview link: for whom, and for how many days."""

    purpose = forms.CharField(
        label=_("For whom"),
        max_length=200,
        validators=[validate_visible],
        help_text=_("For colleagues who look at the list of links. Never public."),
    )
    days = forms.IntegerField(
        label=_("Days"),
        initial=7,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_DAYS)],
        help_text=_("How long the link is good, at most 30 days."),
    )


class PreviewMixin(RecordPagesMixin):
    """Preview beside the form and preview links, for the admin of every kind of record."""

    def get_urls(self):
        return [
            self.record_route("preview", require_safe(self.preview_view)),
            self.record_route("preview-links", self.preview_links_view),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id):
        """The public page as it would be, for those who may see the record."""
        record = self.record_or_404(request, object_id, may=self.has_view_or_change_permission)
        try:
            page = preview_page(record, language=get_language() or settings.LANGUAGE_CODE, request=request)
        except ValidationError as error:
            for sentence in error.messages:
                self.message_user(request, sentence, messages.WARNING)
            return HttpResponseRedirect(change_page_address(record))

        def address_in(code: str) -> str:
            with override(code):
                return self.action_address(record, "preview")

        return with_banner(page, _banner(address_in))

    def preview_links_view(self, request, object_id):
        """List of the links of a record, with its openings; new ones are made and old ones revoked here."""
        record = self.record_or_404(request, object_id, may=self.has_publish_permission)
        form = PreviewLinkForm(request.POST if "make" in request.POST else None)
        if request.method == "POST" and "make" not in request.POST and "revoke" in request.POST:
            revoke_link(record=record, pk=key_in(request.POST["revoke"]), by=request.user)
            return HttpResponseRedirect(self.action_address(record, "preview-links"))
        if form.is_valid():
            data = form.cleaned_data
            make_link(record=record, by=request.user, days=data["days"], purpose=data["purpose"])
            return HttpResponseRedirect(self.action_address(record, "preview-links"))
        return self.render_page(
            request,
            "admin/record_preview_links.html",
            record,
            title=_("Preview links"),
            bar=self.publication_bar(request, record),
            form=form,
            links=_link_rows(request, record),
        )


@require_safe
def preview_link_view(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a preview link shows; 410 once it has ended, 404 for what never was one."""
    link = link_of_token(token)
    if link is None:
        raise Http404
    record, language = link.record, get_language() or settings.LANGUAGE_CODE
    if record is None or not is_open(link):
        return _closed_page(request, link, 410)
    if is_held_back(link):
        return _closed_page(request, link, 503)
    if not log_opening(link, language):
        return _closed_page(request, link, 429)
    try:
        page = preview_page(record, language=language, request=request)
    except ValidationError:  # what speaks against it is for staff
        return _closed_page(request, link, 503)
    return with_banner(page, _banner(lambda code: link_address(link, code), link))


def _banner(address_in: Callable[[str], str], link: PreviewLink | None = None) -> str:
    """HTML of the banner over a preview, with the same page in the other languages."""
    others = [
        (code, get_language_info(code)["name_local"], address_in(code))
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]
    return render_to_string("pages/_preview_banner.html", {"link": link, "others": others}).strip()


def _closed_page(request: HttpRequest, link: PreviewLink, status: int) -> HttpResponse:
    """Page in place of a preview: the link has ended (410), was opened too often (429), or shows nothing now (503)."""
    path = public_path(link.record) if link.record and has_version_since(link) else ""
    response = render(
        request, "pages/preview_closed.html", {"status": status, "public_path": path}, status=status
    )
    response["Cache-Control"], response["X-Robots-Tag"] = "private, no-store", "noindex, nofollow, noarchive"
    return response


def _link_rows(request: HttpRequest, record: Record) -> list[dict]:
    """Row of each link of a record, the newest first."""
    links = PreviewLink.objects.about(record).select_related("made_by").prefetch_related("record")
    links = links.annotate(opened=Count("openings"), last_opened_at=Max("openings__opened_at"))
    return [
        {
            "link": link,
            "by": colleague_name(link.made_by),
            "is_open": is_open(link),
            "is_held_back": is_held_back(link),
            "addresses": [
                (name, absolute_url(request, link_address(link, code))) for code, name in settings.LANGUAGES
            ],
        }
        for link in links.order_by("-made_at", "-pk")
    ]
