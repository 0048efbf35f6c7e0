"""Form drafts: what somebody typed in a form of the staff area and has not saved, kept on the server."""

import json
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import get_random_string

from desk.conflicts.snapshot import sign_content, signed_content
from desk.models import FORM_DRAFT_EXPIRY, FormDraft

DRAFT_KEY = "draft_key"  # the hidden field that names this opening of the form
RESTORE = "_restore"  # the name of the button that shows a draft again
OPENED = "opened"  # the input with the snapshot of what the form showed
_NOT_KEPT = {"csrfmiddlewaretoken", OPENED}
_NOT_KEPT_OF_QUERY = {RESTORE, "_changelist_filters"}
_MOST_DRAFTS = 20  # of one person; the oldest go
_MOST_CHARACTERS = 4_000_000


def new_draft_key() -> str:
    return get_random_string(32)


def keep_draft(
    *, user: User, model: str, record_pk: str, key: str, fields: list[list[str]], query: str = ""
) -> None:
    """Keep what was typed, in place of what was kept of the same opening of the form; forget what is too old.

    ``query``: that of the form's address, with which it is shown again.
    """
    if sum(len(value) for pair in fields for value in pair) + len(query) > _MOST_CHARACTERS:
        return
    FormDraft.objects.filter(saved_at__lt=timezone.now() - FORM_DRAFT_EXPIRY).delete()
    typed = [[name, value] for name, value in fields if name not in _NOT_KEPT and "password" not in name]
    opened = next((value for name, value in fields if name == OPENED), "")
    FormDraft.objects.update_or_create(
        user_id=user.pk,
        key=key,
        defaults={
            "model": model,
            "record_pk": record_pk,
            "fields": typed,
            "query": _kept_of_query(query),
            "opened": signed_content(opened) if opened else None,
            "saved_at": timezone.now(),
        },
    )
    of_user = FormDraft.objects.filter(user=user.pk).order_by("-saved_at", "-pk")
    if surplus := list(of_user.values_list("pk", flat=True)[_MOST_DRAFTS:]):
        FormDraft.objects.filter(pk__in=surplus).delete()


def _kept_of_query(query: str) -> list[tuple[str, str]]:
    """Names and values of a query, without the draft that it shows and the list that its page was reached from."""
    pairs = parse_qsl(query.replace("%00", ""))
    return [(name, value) for name, value in pairs if name not in _NOT_KEPT_OF_QUERY]


def drafts_of(user: Any, model: str, record_pk: str) -> QuerySet[FormDraft]:
    """Drafts of this person for the form of a record, or of a new one, the latest first."""
    alive = FormDraft.objects.filter(saved_at__gte=timezone.now() - FORM_DRAFT_EXPIRY)
    return alive.filter(user=user.pk, model=model, record_pk=record_pk).order_by("-saved_at", "-pk")


def forget_draft(user: Any, *keys: str) -> None:
    FormDraft.objects.filter(user=user.pk, key__in=keys).delete()


def draft_data(draft: FormDraft) -> QueryDict:
    """The draft as the data of a form that was sent."""
    data = QueryDict(mutable=True)
    for name, value in draft.fields:
        data.appendlist(name, value)
    if draft.opened:
        data[OPENED] = sign_content(draft.opened)
    return data


def parse_fields(text: str) -> list[list[str]] | None:
    """Names and values as the page sends them: JSON pairs. None where they are none, or more than a form may have."""
    try:
        pairs = json.loads(text)
    except ValueError:
        return None
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if not isinstance(pairs, list) or len(pairs) > (limit or len(pairs)):
        return None
    is_sound = all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
        for pair in pairs
    )
    return pairs if is_sound else None
