"""Atom feeds (RFC 4287): the newest versions of a search, and everything that happens to the register."""

import io
import json
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import edtf
from core.localized import in_language
from register.choices import Action
from register.differences import differences
from register.exports.cells import plain
from register.exports.rows import version_before
from register.fact_names import words_of
from register.kinds import Kind, kind_named
from register.models import Entry, Version
from register.pages import addresses

NEWEST = 50  # entries of a feed
NAMED = 5  # changed facts that a summary names
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries was updated


class Feed(Atom1Feed):
    """Django's Atom feed; what has no entries yet was last updated at the beginning of time, not now."""

    def __init__(self, request, *, title: str, path: str, subtitle: str = ""):
        own = addresses.absolute(request, request.get_full_path())
        super().__init__(
            plain(title), addresses.absolute(request, path), "", language=get_language(), feed_url=own, feed_guid=own,
            subtitle=plain(subtitle) or None, author_name=settings.SITE_NAME,
            feed_copyright=settings.DATA_LICENSE or None,
        )  # fmt: skip

    def latest_post_date(self):
        return max((one["updateddate"] for one in self.items), default=BEGINNING)

    def add(self, *, title: str, link: str, summary: str, at: datetime, tag: str) -> None:
        """One entry; the summary is plain words."""
        self.add_item(plain(title), link, escape(plain(summary)), unique_id=tag, updateddate=at, pubdate=at)

    def content(self) -> bytes:
        # SimplerXMLGenerator writes bytes into what it takes for a text stream
        out = io.BytesIO()
        self.write(out, "utf-8")
        return out.getvalue()


def tag(request, ref: str, number: int, at: datetime) -> str:
    """A name of a version for ever (RFC 4151): the site's on the day of its publication."""
    return f"tag:{host(request)},{at.astimezone(UTC):%Y-%m-%d}:{ref}/{number}"


def host(request) -> str:
    return urlsplit(addresses.absolute(request, "/")).hostname or "localhost"


# The newest of a search


def newest(request, entries: QuerySet, kind: Kind, *, title: str, path: str, subtitle: str) -> bytes:
    """The versions of a search that were published last, each with what changed."""
    feed = Feed(request, title=title, path=path, subtitle=subtitle)
    found = (
        entries.order_by("-published_at", "-serial")
        .annotate(before=version_before(BEGINNING))
        .values_list("ref", "title", "body", "number", "published_at", "version__note", "before")[:NEWEST]
    )
    for ref, titles, body, number, at, note, before in found:
        feed.add(
            title=in_language(titles)[0], link=addresses.absolute(request, addresses.page(ref)), at=at,
            summary=summary(kind, number, at, note, json.loads(body), before), tag=tag(request, ref, number, at),
        )  # fmt: skip
    return feed.content()


def summary(kind: Kind, number: int, at: datetime, note: str, body: dict, before: dict | None) -> str:
    """What happened, in words."""
    words = {"number": number, "day": day_words(at)}
    if number == 1:
        said = [_("Published on %(day)s.") % words]
    else:
        said = [_("Version %(number)s, published on %(day)s.") % words]
    changed = facts_changed(kind, body, before) if before else []
    if changed:
        said.append(_("Changed: %(facts)s.") % {"facts": "; ".join(changed)})
    return " ".join([*said, *([note] if note else [])])


def facts_changed(kind: Kind, body: dict, before: dict) -> list[str]:
    """The first facts that differ from the version before, in words, and how many more there are."""
    older = kind.upgrade(before["body"], before["schema"])
    say, known_before = words_of(kind.model, body, {}), words_of(kind.model, older, {})
    paths = [path for path, _before, _after in differences(older, body)]
    facts = list(dict.fromkeys((say if has(body, path) else known_before)(path) for path in paths))
    if len(facts) > NAMED:
        facts[NAMED:] = [_("and %(count)s more") % {"count": len(facts) - NAMED}]
    return facts


def has(body: dict, path: str) -> bool:
    """Whether the part that a path names is in this body."""
    collection, key = [*path.split("/"), ""][:2]
    return any(isinstance(one, dict) and one.get("key") == key for one in body.get(collection) or [])


def day_words(at: datetime) -> str:
    return edtf.parse(timezone.localdate(at).isoformat()).words()


# The change log


def changes(request, *, title: str, path: str) -> bytes:
    """What happened to the register last: published, withdrawn, merged, redacted."""
    feed = Feed(request, title=title, path=path)
    log = list(Version.public.order_by("-pk").defer("body")[:NEWEST])
    # a title is told only where it is public still
    titles = dict(Entry.public.filter(ref__in={one.ref for one in log}).values_list("ref", "title"))
    ends = dict(
        Version.public.filter(pk__in=[one.pk for one in log if one.action in ENDINGS]).values_list(
            "pk", "body"
        )
    )
    for one in log:
        name = in_language(titles.get(one.ref, {}))[0]
        facts = json.loads(ends.get(one.pk, "{}"))
        feed.add(
            title=f"{one.ref}: {name}" if name else one.ref,
            link=addresses.absolute(request, addresses.page(facts.get("into") or one.ref)),
            summary=what_happened(one, facts, is_public=bool(name)), at=one.published_at,
            tag=tag(request, one.ref, one.number, one.published_at),
        )  # fmt: skip
    return feed.content()


ENDINGS = {Action.WITHDRAWN, Action.MERGED}


def what_happened(version: Version, facts: dict, *, is_public: bool) -> str:
    day = {"day": day_words(version.published_at), "number": version.number}
    if version.action == Action.WITHDRAWN:
        return " ".join([_("Withdrawn on %(day)s.") % day, in_language(facts["reason"])[0]])
    if version.action == Action.MERGED:
        return _("Merged on %(day)s: it became part of %(ref)s.") % {**day, "ref": facts["into"]}
    if version.action == Action.REDACTED:
        return _("Something was taken out of it on %(day)s, as the law asked for.") % day
    note = version.note if is_public else ""
    return summary(kind_named(version.kind), version.number, version.published_at, note, {}, None)
