"""Actions of followers: request, confirm, change, leave; make the letters of a day; forget what is not needed."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from following import tasks
from following.choices import Frequency
from following.findings import DayFindings, delete_old_findings
from following.links import CONFIRM_WITHIN
from following.mailboxes import (
    UnreadableAddress,
    address_digests,
    decrypt_address,
    encrypt_address,
    is_of_todays_key,
    tidy_address,
)
from following.models import Finding, Follow, Follower, Letter, LetterRun, Request, Subject
from following.questions import Question
from register.versions import revision
from reminders.steps import is_weekly_turn

# Letters a day that an address may be sent to confirm what it has not confirmed: anybody can type it in
MAX_UNCONFIRMED_LETTERS = 3
_A_DAY = timedelta(days=1)
_LETTERS_KEPT_FOR = timedelta(days=60)
_BATCH = 2000


@transaction.atomic
def request_follow(
    *, address: str, question: Question, frequency: str, with_deadlines: bool, language: str
) -> None:
    """Ask the owner of an address whether they want to follow; nothing where they were sent enough letters today."""
    follower = _locked_follower(address)
    recent = follower.requests.filter(requested_at__gt=timezone.now() - _A_DAY)
    if (recent.aggregate(sent=Sum("letters"))["sent"] or 0) >= MAX_UNCONFIRMED_LETTERS:
        return
    subject, _is_new = Subject.objects.select_for_update().get_or_create(
        scope=question.scope, query=question.query
    )
    row = Request.objects.filter(follower=follower, subject=subject).first()
    if row is None:
        row = Request(follower=follower, subject=subject)
    else:
        row.letters = row.letters + 1 if row.requested_at > timezone.now() - _A_DAY else 1
    row.frequency, row.with_deadlines, row.language = frequency, with_deadlines, language
    row.requested_at, row.mailed_at = timezone.now(), None
    row.save()
    tasks.send_confirmations.enqueue()


def _locked_follower(address: str) -> Follower:
    """The row of an address, new where there is none; others that change it wait."""
    digests, rows = address_digests(address), Follower.objects.select_for_update()
    known = rows.filter(digest__in=digests).first()
    if known:
        return known
    stored = encrypt_address(tidy_address(address))
    follower, _is_new = rows.get_or_create(digest=digests[0], defaults={"address": stored})
    return follower


@transaction.atomic
def confirm_follow(*, follower: int, subject: int) -> Follow | None:
    """Begin a follow that was requested. Confirmed again it stays as it is; None where nobody knows of it."""
    Follower.objects.select_for_update().filter(pk=follower).first()
    request = Request.objects.filter(follower=follower, subject=subject).first()
    if request is None:
        return Follow.objects.filter(follower=follower, subject=subject).first()
    row, now = Subject.objects.select_for_update().get(pk=subject), revision()
    if not row.follows.exists():
        row.cursor = now
        row.save(update_fields=["cursor"])
    chosen = {name: getattr(request, name) for name in ("frequency", "with_deadlines", "language")}
    follow, _is_new = Follow.objects.update_or_create(
        follower_id=follower, subject=row, defaults=chosen, create_defaults={**chosen, "since": now}
    )
    request.delete()
    return follow


@transaction.atomic
def change_follows(*, follower: int, chosen: Mapping[int, tuple[str, bool]]) -> None:
    """Set how often letters about follows come, and whether they say last days: by key of the follow."""
    for pk, (frequency, with_deadlines) in chosen.items():
        rows = Follow.objects.filter(pk=pk, follower=follower)
        rows.update(frequency=frequency, with_deadlines=with_deadlines)


@transaction.atomic
def stop_follow(*, follower: int, follow: int) -> bool:
    """End one follow. With the last one the address is forgotten: then False."""
    row = Follower.objects.select_for_update().filter(pk=follower).first()
    Follow.objects.filter(pk=follow, follower=follower).delete()
    if row and not row.follows.exists() and not row.requests.exists():
        leave(follower=follower)
        return False
    return row is not None


@transaction.atomic
def leave(*, follower: int) -> None:
    """Forget an address with all that it follows and every letter."""
    for row in Follower.objects.select_for_update().filter(pk=follower):
        row.delete()


def are_letters_due() -> bool:
    """The hour of letters has come, and none were made today, or for a later day by a clock that went wrong."""
    now = timezone.localtime()
    return now.hour >= settings.REMINDER_HOUR and not LetterRun.objects.filter(day__gte=now.date()).exists()


def queue_letters(*, day: date) -> int:
    """Answer every followed question and make the letters of a day, all or nothing. Returns how many letters wait.

    The caller holds the lock of letters.
    """
    last_day = LetterRun.objects.filter(day__lt=day).aggregate(last=Max("day"))["last"]
    is_weekly, findings = is_weekly_turn(last_day, day), DayFindings(day)
    with transaction.atomic():
        noted = findings.store()
        until = Finding.objects.aggregate(last=Max("pk"))["last"] or 0
        followers = followers_with_news(until, is_weekly=is_weekly, day=day)
        # locked, so that nobody leaves before their letter is stored
        keys = list(followers.select_for_update(of=("self",)).values_list("pk", flat=True))
        open_letters = Letter.objects.unsent().filter(follower__in=keys)
        open_letters.filter(attempted_at=None).update(until=until)
        if is_weekly:
            open_letters.filter(attempted_at=None).update(is_weekly=True)
        served = set(open_letters.values_list("follower", flat=True))
        letters = [
            Letter(follower_id=pk, until=until, is_weekly=is_weekly) for pk in keys if pk not in served
        ]
        Letter.objects.bulk_create(letters, batch_size=_BATCH)
        LetterRun.objects.create(
            day=day, questions=len(findings.answered), findings=noted, letters=len(letters)
        )
    return len(letters)


def followers_with_news(until: int, *, is_weekly: bool, day: date) -> QuerySet[Follower]:
    """Followers of whom some follow that is due has a finding that was not sent."""
    news = Finding.objects.filter(subject=OuterRef("subject"), pk__gt=OuterRef("after"), pk__lte=until)
    changes, last_days = news.filter(version__gt=OuterRef("since")), news.filter(due_until__gte=day)
    follows = Follow.objects.filter(
        Q(Exists(changes)) | Q(Exists(last_days), with_deadlines=True), follower=OuterRef("pk")
    )
    due = follows if is_weekly else follows.filter(frequency=Frequency.DAILY)
    return Follower.objects.filter(Exists(due)).order_by("pk")


def forget_unneeded() -> dict[str, int]:
    """Delete requests that nobody confirmed, addresses without a follow, and what no letter needs. Returns counts."""
    now = timezone.now()
    requests, _by_model = Request.objects.filter(requested_at__lt=now - CONFIRM_WITHIN).delete()
    Letter.objects.filter(sent_at__lt=now - _LETTERS_KEPT_FOR).delete()
    followers, _subjects = _delete_unused(Follower), _delete_unused(Subject)
    findings = delete_old_findings(timezone.localdate())
    return {"requests": requests, "addresses": followers, "findings": findings}


@transaction.atomic
def _delete_unused(model: type[Follower] | type[Subject]) -> int:
    """Delete rows without follows and requests. They are looked at again once nobody can add one."""
    unused = model.objects.filter(follows=None, requests=None)
    locked = model.objects.filter(pk__in=unused.values("pk")).select_for_update(skip_locked=True)
    keys = list(locked.values_list("pk", flat=True))
    doomed = list(unused.filter(pk__in=keys).values_list("pk", flat=True))
    model.objects.filter(pk__in=doomed).delete()
    return len(doomed)


def reencrypt_addresses() -> int:
    """Encrypt addresses with today's SECRET_KEY, so that older ones can be removed. Returns how many were changed."""
    count = 0
    for row in Follower.objects.iterator():
        if is_of_todays_key(row.address):
            continue
        try:
            address = decrypt_address(row.address)
        except UnreadableAddress:
            continue
        changed = {"address": encrypt_address(address), "digest": address_digests(address)[0]}
        count += Follower.objects.filter(pk=row.pk, address=row.address).update(**changed)
    return count
