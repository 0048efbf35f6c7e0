"""Pages of the versions of a record: the list of all, and each with its differences from the one before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.localized import in_language
from pages import version_diff
from pages.mentions import RecordDirectory, mentioned_refs
from pages.source_marks import FactSources
from pages.views import PublicPageView, RecordDetailView, gone_response
from register import addresses
from register.kinds import kind_named
from register.models import Entry, PublicVersion
from register.versions import upgraded_body

# The number of versions whose changes the list summarizes: each body is read whole for that.
_MAX_SUMMARIZED = 25


class VersionListView(PublicPageView):
    """Every version of a record, the newest first, redactions among them."""

    is_conditional = True
    kind: str

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = Entry.public.of_kind(self.kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, self.kind, ref)
        name, language = in_language(entry.title)
        context = {
            "section": self.kind,
            "entry": entry,
            "name": name,
            "name_language": language,
            "record_address": addresses.record_path(ref, entry.title),
            "versions": self._rows(entry),
            "alternates": addresses.paths_by_language(lambda: addresses.versions_path(ref)),
            "api_address": addresses.api_path(ref),
        }
        return render(request, "pages/version_list.html", context)

    def _rows(self, entry: Entry) -> list[dict]:
        summaries = self._change_sentences(entry.ref)
        return [
            {
                "number": version.number,
                "action": version.action,
                "published_at": version.published_at,
                "note": version.note,
                "sha256": version.sha256,
                "address": addresses.versions_path(entry.ref, version.number) if version.is_open else "",
                "is_current": version.number == entry.number,
                "is_first": version.number == 1,
                "changes": summaries.get(version.number),
            }
            for version in reversed(PublicVersion.public.of(entry.ref).defer("body"))
        ]

    def _change_sentences(self, ref: str) -> dict[int, str]:
        """Summary of the changes of each of the newest versions, by number."""
        newest = PublicVersion.public.readable().filter(ref=ref).order_by("-number")[: _MAX_SUMMARIZED + 1]
        versions = list(newest)[::-1]
        bodies = [upgraded_body(version) for version in versions]
        summaries = version_diff.change_summaries(kind_named(self.kind), bodies)
        return dict(zip((version.number for version in versions[1:]), summaries, strict=True))


class VersionDetailView(PublicPageView):
    """One version as it was published, and its differences from the one before."""

    is_conditional = True
    record_view: type[RecordDetailView]

    def get(self, request: HttpRequest, ref: str, number: int) -> HttpResponse:
        record = self.record_view()
        entry = Entry.public.of_kind(record.kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, record.kind, ref, number)
        until = PublicVersion.public.readable().filter(ref=ref, kind=record.kind, number__lte=number)
        version, before = [*until.order_by("-number")[:2], None, None][:2]
        if version is None or version.number != number:
            return gone_response(request, record.kind, ref, number)
        context = _version_context(record, entry, version, before)
        context["version_link"] = addresses.absolute_url(request, request.path)
        return render(request, "pages/version_detail.html", context)


def _version_context(
    record: RecordDetailView, entry: Entry, version: PublicVersion, before: PublicVersion | None
) -> dict:
    """Template context of a version; ``before`` is the one before it, None for the first."""
    kind, ref = kind_named(record.kind), entry.ref
    body = upgraded_body(version)
    old_body = upgraded_body(before) if before else None
    directory = RecordDirectory(mentioned_refs([body, old_body]) - {ref})
    changes = version_diff.version_changes(kind, old_body, body, directory) if old_body else []
    name, language = in_language(kind.index(body).title)
    page = record.page_context(body, FactSources(body), directory, [])
    return record.version_context(version, body, page) | {
        "section": record.kind,
        "entry": entry,
        "version": version,
        "is_current": version.number == entry.number,
        "before": before,
        "changes": version_diff.grouped_changes(changes),
        "change_summary": version_diff.change_summary(changes),
        "body": body,
        "name": name,
        "name_language": language,
        "record_address": addresses.record_path(ref, entry.title),
        "versions_address": addresses.versions_path(ref),
        "files_address": addresses.files_path(ref, version.number),
        "api_address": addresses.api_path(ref, version.number),
        "record_template": record.template_name.replace("_detail", "_record"),
        "alternates": addresses.paths_by_language(lambda: addresses.versions_path(ref, version.number)),
        "page": page,
    }
