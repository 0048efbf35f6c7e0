"""Two registers built apart: the same for the public, and one of them with hidden things of every kind among them.

What was public once and is no more (withdrawn, merged, narrowed, redacted) is in both, each under words of its own.
Nothing is made equal afterwards: what is random or counted and public, such as the keys of parts, is given to public
rows in the same way in both, whatever hidden rows come between.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.utils import timezone
from factory.django import DjangoModelFactory

from agreements.models import Agreement, Custody
from people.actions import hide_person
from redaction.actions import redact_words
from redaction.matching import Names
from register import publishing
from register.desk_changes import refresh_edited_marks
from register.entries import rebuild_index
from register.records import Part, Record
from tests import factories as make
from tests.attachments import pdf, upload
from tests.leftovers import MIGRATED
from tests.whole_world import public_world

REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}
WHY = {"reason": "asked", "basis": "Act 1"}
# Words of hidden things: those that editors may see on the desk, and those that they may not.
FOR_EDITORS = {
    "draft", "inreview", "embargo", "closed", "staffpaper", "staffcontact", "custody", "source", "edit", "report",
    "import", "list", "withdrawn",
}  # fmt: skip
FOR_OTHERS = {"redacted", "person", "partner", "endpoint", "key", "invitation"}
HIDDEN_ROWS_FROM = 5000  # factories number hidden rows from here, and public ones as if there were no others
OF_WHOLE_RECORDS = re.compile(r".22222|bcdf2\d")  # keys that are given already
DIGITS = str.maketrans("01234567", "23456789")

FACTORIES = [
    each
    for each in vars(make).values()
    if isinstance(each, type) and issubclass(each, DjangoModelFactory) and not each._meta.abstract
]
PARTS = [model for model in apps.get_models() if issubclass(model, Part)]


def word(name: str) -> str:
    """The word by which a hidden thing would be known again."""
    return f"zq{name}qz"


class Register:
    """One of the two registers; ``hides`` tells whether it has the hidden things."""

    def __init__(self, *, hides: bool):
        self.hides = hides
        self.public: list[Record] = []
        self._known: set[tuple] = set()  # parts that have their keys
        self._given = 0
        _count_from_one()

    def build(self) -> None:
        """All that is public, all that was, and in one of them what never is."""
        whole_records, others = public_world(self.publish)
        self.public = [*whole_records, *others]
        self._end_publications(*whole_records)
        if self.hides:
            with _numbered_apart():
                plant_edits(self.public)
                plant_beside_records(self.public)
        _publish_by_the_minute()

    def publish(self, *records: Record, by) -> None:
        """Publishes; where things are hidden, after some were added to these records and beside them."""
        self._give_keys()
        if self.hides:
            with _numbered_apart():
                for record in records:
                    plant_drafts(record)
                    if not record.ref:
                        plant_in(record)
            self._known |= {
                (model, pk) for model in PARTS for pk in model._base_manager.values_list("pk", flat=True)
            }
        publishing.publish(*records, by=by)

    def _give_keys(self) -> None:
        """Gives new parts keys by their number, in place of random ones."""
        for model in PARTS:
            for part in model._base_manager.order_by("pk"):
                if (model, part.pk) not in self._known:
                    self._known.add((model, part.pk))
                    self._given += 1
                    if not OF_WHOLE_RECORDS.fullmatch(part.key):
                        key = "k" + f"{self._given:05o}".translate(DIGITS)
                        model._base_manager.filter(pk=part.pk).update(key=key)

    # Public once, and no more

    def twin(self, name: str) -> str:
        """A word of one register, and of the other one another that is as little to be seen there."""
        return word(name) if self.hides else f"plain{name}"

    def _end_publications(self, agreement, organization, person, topic, activity, collection) -> None:
        gone = self._records_to_withdraw(agreement, organization, person, topic, activity)
        merged = make.OrganizationFactory(name=self.twin("merged"))
        narrowed = make.AgreementFactory(
            titled=True, text__title=self.twin("narrowed"), party__organization=organization
        )
        make.MilestoneFactory(agreement=narrowed, on="2020-02-02")
        known = make.PersonFactory(name=self.twin("person").title() + " Gildong")
        printed = self.twin("redacted").title() + " Hana"
        named = _record_with_names(organization, known, printed)
        self.publish(*gone, merged, narrowed, known, named, by=None)
        for record in gone:
            publishing.withdraw(record, by=None, reason=REASON)
        publishing.merge(merged, into=organization, by=None)
        narrowed.disclosure, narrowed.disclosure_basis = "existence", "Act on Secrets"
        narrowed.save()
        publishing.publish(narrowed, by=None)
        redact_words(terms=Names([printed]), by=None, **WHY)
        hide_person(person=known, public_reason=REASON, by=None, **WHY)

    def _records_to_withdraw(self, agreement, organization, person, topic, activity) -> list[Record]:
        """A record of each kind that names the public ones, with its words in every text."""
        title = self.twin("withdrawn")
        withdrawn = make.AgreementFactory(titled=True, text__title=title, text__summary=title)
        make.InvolvementFactory(agreement=withdrawn, organization=organization, name_as_written=title)
        make.SignatoryFactory(agreement=withdrawn, person=person, post_as_written=title)
        make.AgreementRelationFactory(agreement=withdrawn, older=agreement)
        make.DocumentFactory(agreement=withdrawn, title=title, file=upload(pdf(title), f"{title}.pdf"))
        withdrawn.topics.add(topic)
        meeting = make.ActivityFactory(titled=True, text__title=title)
        for held_under in (agreement, withdrawn):
            make.ActivityAgreementFactory(activity=meeting, agreement=held_under)
        below = make.TopicFactory(names={"en": title, "ko": title}, parent=topic)
        branch = make.OrganizationFactory(name=title, parent=organization)
        somebody = make.PersonFactory(name=title)
        make.PositionFactory(person=somebody, organization=organization)
        together = make.CollectionFactory(names={"en": title, "ko": title})
        make.CollectionItemFactory(collection=together, agreement=agreement, comment={"en": title})
        return [withdrawn, meeting, below, branch, somebody, together]


def _record_with_names(organization, person, printed: str) -> Record:
    """An agreement that names a person with a record, and another as printed and in prose."""
    named = make.AgreementFactory(
        titled=True, text__summary=f"Signed by {printed}.", party__organization=organization
    )
    make.SignatoryFactory(agreement=named, person=person, name_as_written=person.name)
    make.SignatoryFactory(agreement=named, person=None, name_as_written=printed)
    make.AgreementCitationFactory(
        agreement=named, source__title=f"{printed} signs", says={"en": f"By {printed}."}
    )
    make.CustodyFactory(agreement=named, note=f"Ask {printed}.")
    return named


# Numbers


def _count_from_one() -> None:
    """Lets the empty tables, and the factories, number their rows from the start."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        for (name,) in cursor.fetchall():
            if not name.startswith(MIGRATED):
                cursor.execute(f"SELECT setval('{name}', 1, false)")
    for each in FACTORIES:
        each.reset_sequence(1, force=True)


def _publish_by_the_minute() -> None:
    """Sets the times of versions, which the database gives from its own clock: a minute for each number of the log."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE register_version DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE register_version SET published_at = '2026-01-01Z'::timestamptz + id * interval '1 minute'"
        )
        cursor.execute("ALTER TABLE register_version ENABLE TRIGGER USER")
    list(rebuild_index())


@contextmanager
def _numbered_apart() -> Iterator[None]:
    """Inside, factories number their rows elsewhere; then they go on as if nothing had been made."""
    numbers = {each: _next_number(each) for each in FACTORIES}
    for each, number in numbers.items():
        each.reset_sequence(number + HIDDEN_ROWS_FROM, force=True)
    yield
    for each, number in numbers.items():
        each.reset_sequence(number, force=True)


def _next_number(each: type[DjangoModelFactory]) -> int:
    number = each._meta.next_sequence()
    each.reset_sequence(number, force=True)
    return number


# Hidden things


def titled(name: str, **given) -> Agreement:
    """An agreement that could be published, known by this word."""
    return make.AgreementFactory(
        titled=True, text__title=word(name), party__organization__name=word(name), **given
    )


def unpublished_agreements() -> list[Agreement]:
    """One in each way in which an agreement is not public."""
    embargoed = titled("embargo")
    make.CustodyFactory(agreement=embargoed, embargo_until=timezone.localdate() + timedelta(days=30))
    return [
        titled("draft"), titled("inreview", editorial_state="in_review"), embargoed,
        titled("closed", disclosure="closed", disclosure_basis=word("closed")),
    ]  # fmt: skip


def plant_drafts(record: Record) -> None:
    """Records that are not public and name this one."""
    kind = record._meta.model_name
    for hidden in unpublished_agreements():
        meeting = make.ActivityFactory(titled=True, text__title=word("draft"))
        make.ActivityAgreementFactory(activity=meeting, agreement=hidden)
        make.MilestoneFactory(agreement=hidden)
        if kind in {"agreement", "activity"}:
            together = make.CollectionFactory(names={"en": word("draft"), "ko": word("draft")})
            links: dict = {"agreement": None, kind: record, "comment": {"en": word("draft")}}
            make.CollectionItemFactory(collection=together, **links)
        if kind == "agreement":
            make.AgreementRelationFactory(agreement=hidden, older=record)
            make.ActivityAgreementFactory(activity=meeting, agreement=record, role="held_under")
        elif kind == "organization":
            make.InvolvementFactory(agreement=hidden, organization=record)
            make.AttendanceFactory(activity=meeting, organization=record)
        elif kind == "person":
            make.SignatoryFactory(agreement=hidden, person=record)
            make.AttendanceFactory(activity=meeting, organization=None, person=record)
        elif kind == "topic":
            hidden.topics.add(record)
            meeting.topics.add(record)
    if kind == "organization":
        branch = make.OrganizationFactory(name=word("draft"), parent=record, country="FR")
        make.OrganizationRelationFactory(organization=branch, other=record)
        make.PositionFactory(person=make.PersonFactory(name=word("draft")), organization=record)
    elif kind == "topic":
        make.TopicFactory(names={"en": word("draft"), "ko": word("draft")}, parent=record)


def plant_in(record: Record) -> None:
    """Adds to a record that is about to be published parts that only staff may see."""
    source = make.SourceFactory(
        title=word("source"), note=word("source"), archived_copy=upload(pdf(word("source")), "s.pdf")
    )
    if record._meta.model_name == "agreement":
        for hidden in unpublished_agreements():
            relation = make.AgreementRelationFactory(agreement=record, older=hidden, kind="implements")
            make.AgreementCitationFactory(
                agreement=record, source=source, facts=[f"relations/{relation.key}"]
            )
        record.milestones.filter(instrument=None).update(instrument=titled("draft"))
        paper = upload(pdf(word("staffpaper")), "staff.pdf")
        make.DocumentFactory(agreement=record, title=word("staffpaper"), visibility="staff", file=paper)
        make.ContactFactory(agreement=record, office=word("staffcontact"), visibility="staff")
        Custody.objects.update_or_create(agreement=record, defaults={"file_number": word("custody")})
    elif record._meta.model_name == "collection":
        for hidden in unpublished_agreements():
            comment = {"en": word("draft")}
            make.CollectionItemFactory(collection=record, agreement=hidden, comment=comment)
    elif record._meta.model_name == "activity":
        for hidden in unpublished_agreements():
            link = make.ActivityAgreementFactory(activity=record, agreement=hidden, role="discussed")
            make.ActivityCitationFactory(activity=record, source=source, facts=[f"agreements/{link.key}"])
            for outcome in record.outcomes.all():
                outcome.agreements.add(hidden)


def plant_edits(records: Sequence[Record]) -> None:
    """Edits of every public record that were not published."""
    edit = word("edit")
    for record in records:
        kind = record._meta.model_name
        if kind == "agreement":
            record.texts.update(title=edit, summary=edit)
            make.SignatoryFactory(agreement=record, name_as_written=edit, post_as_written=edit)
            make.DocumentFactory(agreement=record, title=edit, file=upload(pdf(edit), f"{edit}.pdf"))
        elif kind == "activity":
            record.texts.update(title=edit)
            make.OutcomeFactory(activity=record, text={"en": edit, "ko": edit})
        else:
            has_names = kind in {"topic", "collection"}
            values = {"names": {"en": edit, "ko": edit}} if has_names else {"name": edit}
            type(record)._base_manager.filter(pk=record.pk).update(**values)
    refresh_edited_marks(records)


def plant_beside_records(records: Sequence[Record]) -> None:
    """Rows of all that is no record."""
    for record in records:
        make.ReportFactory(ref=record.ref, what=word("report"))
    LogEntry.objects.log_actions(make.UserFactory().pk, records, CHANGE, word("edit"))
    endpoint = make.EndpointFactory(
        partner__name=word("partner"), url=f"https://{word('endpoint')}.example.org/"
    )
    make.DeliveryFactory(endpoint=endpoint)
    make.KeyFactory(partner=endpoint.partner, name=word("key"))
    make.SpreadsheetImportFactory(name=word("import"))
    make.SavedListFactory(name=word("list"))
    make.InvitationFactory(email=f"{word('invitation')}@office.example")
