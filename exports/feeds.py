"""Atom feeds (RFC 4287) of the newest versions of a search and of the change log."""

import io
import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from core.localized import in_language
from exports.cells import strip_control_characters
from exports.rows import previous_version
from exports.version_words import change_summary_of, version_summary
from register import addresses
from register.choices import ENDING_ACTIONS
from register.kinds import kind_named
from register.models import Entry, PublicVersion
from site_profile.current import profile_of

_MAX_FEED_ENTRIES = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries was updated


class _AtomFeed(Atom1Feed):
    """Django's Atom feed, but without entries it was last updated at the epoch, not now."""

    def __init__(self, request, *, title: str, path: str, subtitle: str = ""):
        own = addresses.absolute_url(request, request.get_full_path())
        profile = profile_of(request)
        super().__init__(
            strip_control_characters(title), addresses.absolute_url(request, path), "",
            language=get_language(), feed_url=own, feed_guid=own,
            subtitle=strip_control_characters(subtitle) or None, author_name=profile.site_name,
            feed_copyright=profile.license_name or None,
        )  # fmt: skip

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=_EPOCH)

    def add_entry(self, *, title: str, link: str, summary: str, at: datetime, tag: str) -> None:
        """Add an entry; the summary is plain text."""
        self.add_item(
            strip_control_characters(title),
            link,
            escape(strip_control_characters(summary)),
            unique_id=tag,
            updateddate=at,
            pubdate=at,
        )

    def content(self) -> bytes:
        # SimplerXMLGenerator writes bytes into what it takes for a text stream
        out = io.BytesIO()
        self.write(out, "utf-8")
        return out.getvalue()


def _tag_uri(request, ref: str, number: int, at: datetime) -> str:
    """Permanent identifier of a version (tag URI, RFC 4151), dated by its publication."""
    return f"tag:{host_name(request)},{at.astimezone(UTC):%Y-%m-%d}:{ref}/{number}"


def host_name(request) -> str:
    """Host name of the site; "localhost" where it has none."""
    return urlsplit(addresses.absolute_url(request, "/")).hostname or "localhost"


# Newest versions of a search


def newest_versions_feed(request, entries: QuerySet, *, title: str, path: str, subtitle: str) -> bytes:
    """Atom feed of the versions of a search that were published last, each with the facts that changed."""
    feed = _AtomFeed(request, title=title, path=path, subtitle=subtitle)
    notes = PublicVersion.public.filter(pk=OuterRef("version")).values("note")
    rows = (
        entries.order_by("-published_at", "-serial")
        .annotate(before=previous_version(_EPOCH), version_note=Subquery(notes))
        .values_list("kind", "ref", "title", "body", "number", "published_at", "version_note", "before")[
            :_MAX_FEED_ENTRIES
        ]
    )
    for kind, ref, titles, body, number, at, note, before in rows:
        feed.add_entry(
            title=in_language(titles)[0], link=addresses.absolute_url(request, addresses.record_path(ref)), at=at,
            summary=version_summary(kind_named(kind), number, at, note, json.loads(body), before),
            tag=_tag_uri(request, ref, number, at),
        )  # fmt: skip
    return feed.content()


# The change log


def change_log_feed(request, *, title: str, path: str) -> bytes:
    """Atom feed of the last changes: published, withdrawn, merged, redacted, narrowed."""
    feed = _AtomFeed(request, title=title, path=path)
    log = list(PublicVersion.public.order_by("-pk").defer("body")[:_MAX_FEED_ENTRIES])
    # titles of public records only
    titles = dict(Entry.public.filter(ref__in={version.ref for version in log}).values_list("ref", "title"))
    ending_bodies = dict(
        PublicVersion.public.filter(
            pk__in=[version.pk for version in log if version.action in ENDING_ACTIONS]
        ).values_list("pk", "body")
    )
    for version in log:
        name = in_language(titles.get(version.ref, {}))[0]
        facts = json.loads(ending_bodies.get(version.pk, "{}"))
        feed.add_entry(
            title=f"{version.ref}: {name}" if name else version.ref,
            link=addresses.absolute_url(request, addresses.record_path(facts.get("into") or version.ref)),
            summary=change_summary_of(version, facts, is_public=bool(name)), at=version.published_at,
            tag=_tag_uri(request, version.ref, version.number, version.published_at),
        )  # fmt: skip
    return feed.content()
