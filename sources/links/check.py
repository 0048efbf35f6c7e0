"""Checks of links: which sources are due, and what was seen at their addresses. One request at a time."""

import hashlib
import io
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core.file_texts.files import read_file
from core.locks import LINK_CHECK_LOCK, try_lock
from core.page_addresses import host_of
from register.bodies import REDACTION_MARKER
from sources.choices import FAILED_RESULTS, TextOrigin, TextState
from sources.links.compare import compare_texts
from sources.links.fetch import LinkAnswer, LinkVisitor
from sources.models import LinkCheck, Source, SourceText

HOST_PAUSE = 2.0  # seconds between two addresses of one host
_BATCH = 50
_AGAIN = timedelta(days=30)
_AGAIN_AFTER = (
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)  # a first, second and further failure


def due_sources(at: datetime) -> QuerySet[Source]:
    """Sources whose address is to be looked at, those first that never were."""
    is_due = Q(link_check=None) | ~Q(link_check__address=F("address")) | Q(link_check__due_at__lte=at)
    due = (
        Source.objects.filter(is_due)
        .exclude(address="")
        .select_related("link_check")
        .prefetch_related("texts")
    )
    return due.order_by(F("link_check__due_at").asc(nulls_first=True), "pk")


def check_due_links(*, seconds: float) -> int | None:
    """Look at addresses that are due, but begin with none after so many seconds. None where another process does it."""
    end, checked = time.monotonic() + seconds, 0
    with try_lock(LINK_CHECK_LOCK) as is_alone:
        if not is_alone:
            return None
        visitor = LinkVisitor()
        while batch := list(due_sources(timezone.now())[:_BATCH]):
            for source in _paced(batch):
                if time.monotonic() >= end:
                    return checked
                with suppress(IntegrityError):  # the source was deleted meanwhile
                    check_link(source, visitor)
                checked += 1
    return checked


def _paced(sources: list[Source]) -> Iterator[Source]:
    """Sources in turn, by their hosts: none is asked again before a pause."""
    waiting, last_at = list(sources), dict.fromkeys([host_of(each.address) for each in sources], -HOST_PAUSE)
    while waiting:
        source = min(waiting, key=lambda each: last_at[host_of(each.address)])
        time.sleep(max(last_at[host_of(source.address)] + HOST_PAUSE - time.monotonic(), 0))
        waiting.remove(source)
        yield source
        last_at[host_of(source.address)] = time.monotonic()


def check_link(source: Source, visitor: LinkVisitor) -> LinkCheck:
    """Look at the address of a source, and keep what was seen."""
    former = getattr(source, "link_check", None)
    if former and former.address != source.address:
        former = None
    text = _text_to_compare(source, former)
    answer = visitor.look_at(source.address, wants_content=text is not None)
    seen = {**_seen_of_link(answer, former), **_seen_of_text(answer, text, former)}
    check, _is_new = LinkCheck.objects.update_or_create(
        source=source, defaults={"address": source.address, **seen}
    )
    return check


def _seen_of_link(answer: LinkAnswer, former: LinkCheck | None) -> dict:
    now = timezone.now()
    is_failed = answer.result in FAILED_RESULTS
    failures = (former.failed_checks if former else 0) + 1 if is_failed else 0
    again = _AGAIN_AFTER[min(failures, len(_AGAIN_AFTER)) - 1] if failures else _AGAIN
    return {
        "result": answer.result, "status": answer.status, "final_address": answer.final_address[:2000],
        "checked_at": now, "due_at": now + again, "failed_checks": failures,
        "failing_since": ((former and former.failing_since) or now) if is_failed else None,
    }  # fmt: skip


def _text_to_compare(source: Source, former: LinkCheck | None) -> SourceText | None:
    """The kept text; none where words of any were redacted, which the page may say still."""
    kept = [*(text.text for text in source.texts.all()), former.page_text if former else ""]
    return None if any(REDACTION_MARKER in words for words in kept) else source.latest_text


def _seen_of_text(answer: LinkAnswer, text: SourceText | None, former: LinkCheck | None) -> dict:
    """The state of the text; that of an earlier check where the page was not shown this time, or words were redacted.

    The marker stays: without it the next check would bring the words back.
    """
    if former and REDACTION_MARKER in former.page_text:
        return {}
    hashed = text_hash(text) if text else ""
    if text and answer.content:
        state, words = _text_beside(text, answer.content)
        return {
            "text_state": state, "page_text": words, "kept_sha256": hashed, "text_checked_at": timezone.now()
        }  # fmt: skip
    if former and text and former.kept_sha256 == hashed:
        return {}
    return {"text_state": "", "page_text": "", "kept_sha256": "", "text_checked_at": None}


def _text_beside(text: SourceText, content: bytes) -> tuple[str, str]:
    """State of the text, and the words of the page where they are others."""
    try:
        words = read_file(io.BytesIO(content)).text
    except ValidationError:
        return TextState.UNREAD, ""
    state = compare_texts(text.text, words, is_whole=text.origin == TextOrigin.FILE)
    return state, words if state in {TextState.CHANGED, TextState.OTHER} else ""


def text_hash(text: SourceText) -> str:
    """SHA-256 of a kept text, as the database works it out, too."""
    return hashlib.sha256(text.text.encode()).hexdigest()
