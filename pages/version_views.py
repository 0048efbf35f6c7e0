"""."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.localized import in_language
from pages import mentions, version_diff
from pages.source_marks import FactSources
from pages.version_diff import change_summary
from pages.views import PublicPageView, RecordDetailView, gone_response
from register import addresses
from register.choices import Action
from register.kinds import kind_named
from register.models import Entry, Version
from register.versions import upgraded_body

# Of how many versions a list says what changed in them: each is read whole for that.
_MAX_SUMMARIZED = 25


class VersionListView(PublicPageView):
    """Every version of a record, the newest first, and the log of what had to be taken out."""

    kind: str

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = Entry.public.of_kind(self.kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, self.kind, ref)
        versions = list(Version.public.of(ref).defer("body"))[::-1]
        told = self.told(ref)
        name, language = in_language(entry.title)
        return render(
            request,
            "pages/version_list.html",
            {
                "section": self.kind,
                "entry": entry,
                "name": name,
                "name_language": language,
                "record_address": addresses.record_path(ref, entry.title),
                "versions": [
                    {
                        "number": one.number,
                        "action": one.action,
                        "published_at": one.published_at,
                        "note": one.note,
                        "sha256": one.sha256,
                        "address": addresses.versions_path(ref, one.number)
                        if one.action == Action.PUBLISHED
                        else "",
                        "is_current": one.number == entry.number,
                        "is_first": one.number == 1,
                        "changed": told.get(one.number),
                    }
                    for one in versions
                ],
                "alternates": addresses.paths_by_language(lambda: addresses.versions_path(ref)),
                "api_address": addresses.api_path(ref),
            },
        )

    def told(self, ref: str) -> dict[int, str]:
        """What changed with the newest versions, in a sentence, by number."""
        versions = list(Version.public.readable().filter(ref=ref).order_by("-number")[: _MAX_SUMMARIZED + 1])[
            ::-1
        ]
        kind = kind_named(self.kind)
        bodies = [upgraded_body(version) for version in versions]
        numbers = [one.number for one in versions[1:]]
        return dict(zip(numbers, version_diff.change_summaries(kind, bodies), strict=True))


class VersionDetailView(PublicPageView):
    """One version as it was published, and how it differs from the one before."""

    record_view: type[RecordDetailView]

    def get(self, request: HttpRequest, ref: str, number: int) -> HttpResponse:
        record = self.record_view()
        entry = Entry.public.of_kind(record.kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, record.kind, ref)
        versions = list(
            Version.public.readable()
            .filter(ref=ref, kind=record.kind, number__lte=number)
            .order_by("-number")[:2]
        )
        if not versions or versions[0].number != number:
            raise Http404
        kind = kind_named(record.kind)
        bodies = [upgraded_body(version) for version in versions]
        titles = kind.index(bodies[0]).title
        name, language = in_language(titles)
        directory = mentions.RecordDirectory(set().union(*map(mentions.mentioned_refs, bodies)) - {ref})
        changed = (
            version_diff.version_changes(kind, bodies[1], bodies[0], directory) if len(bodies) > 1 else []
        )
        return render(
            request,
            "pages/version_detail.html",
            {
                "section": record.kind,
                "entry": entry,
                "version": versions[0],
                "before": versions[1] if len(versions) > 1 else None,
                "changes": version_diff.grouped_changes(changed),
                "changed": change_summary(changed),
                "body": bodies[0],
                "name": name,
                "name_language": language,
                "record_address": addresses.record_path(ref, entry.title),
                "versions_address": addresses.versions_path(ref),
                "api_address": addresses.api_path(ref, number),
                "record_template": record.template_name.replace("_detail", "_record"),
                "alternates": addresses.paths_by_language(lambda: addresses.versions_path(ref, number)),
                "page": record.page_context(bodies[0], FactSources(bodies[0]), directory, []),
            },
        )
