"""Records of each kind that have everything: each field filled, each list with two rows, each value told apart.

A new field of a type that says enough (a text, a date, a number) is filled by itself; any other fails here until
`GIVEN` holds its values or a record below says what it points at.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db import models
from django_countries.fields import CountryField

from activities import models as activities
from agreements import models as agreements
from core.fields import EDTFField
from core.localized import LocalizedTextField
from core.places import PlacesField, make_place
from organizations import models as organizations
from people import models as people
from record_collections import models as record_collections
from register.records import Part
from sources.models import Source
from tests.attachments import pdf
from tests.test_fields import NOT_PUBLISHED, fields_of

# Set by publishing, saving and hiding, or, as a position, without a value that could be known again.
NOT_FILLED = {
    "ref", "editorial_state", "is_edited", "created_at", "updated_at", "position", "is_hidden", "sha256",
    "size", "copy_size", "copy_media_type",
}  # fmt: skip

# Values of fields whose type says too little: one for each row, then again from the first.
GIVEN: dict[str, tuple] = {
    "language": ("en", "ko"),
    "country": ("KR", "FR"),
    "currency": ("KRW", "GBP"),
    "comparison": ("up_to", "at_least"),
    "per": ("year", "month"),
    "strength": ("agreed", "hoped"),
    "due_each_year": ("--11-23", "--10-29"),
    "visibility": ("public", "staff"),
    "is_planned": (False, True),
    "is_cleared": (True, False),
    "is_own": (True, False),
    "is_working_title": (True, False),
    "Agreement.nature": ("instrument",),
    "Agreement.form": ("mou",),
    "Agreement.bindingness": ("non_binding",),
    "Agreement.languages": (["en", "fr"],),
    "Agreement.prevailing_language": ("fr",),
    "Agreement.termination_notice": ("P11M",),
    "Agreement.review_interval": ("P13M",),
    "Involvement.role": ("party",),
    "Milestone.kind": ("signed", "notice_given"),
    "Milestone.notice_of": ("", "termination"),
    "Term.starts_with": ("signature", "effect"),
    "Term.length": ("P17Y", "P19Y"),
    "Term.renewal": ("fixed", "automatic"),
    "Term.renewal_length": ("P2Y", "P4Y"),
    "Term.maximum_length": ("P27Y", "P29Y"),
    "Term.non_renewal_notice": ("P7M", "P8M"),
    "Signatory.act": ("signed", "witnessed"),
    "AgreementRelation.kind": ("supersedes", "based_on"),
    "Commitment.kind": ("promise", "target"),
    "Commitment.progress": ("done", "under_way"),
    "Contribution.kind": ("money", "in_kind"),
    "Contribution.span": ("share", "total"),
    "Document.authenticity": ("authentic", "copy"),
    "Document.media_type": ("application/pdf", "text/plain"),
    "Custody.retention": ("P33Y",),
    "Activity.kind": ("meeting", "launch"),
    "Activity.state": ("held", "planned"),
    "ActivityAgreement.role": ("held_under", "discussed"),
    "Attendance.role": ("led", "spoke_for"),
    "Organization.kind": ("university", "ministry"),
    "OrganizationName.kind": ("acronym", "former"),
    "OrganizationIdentifier.scheme": ("wikidata", "national"),
    "OrganizationIdentifier.value": ("Q7310001", "GB-COH-07310002"),
    "OrganizationRelation.kind": ("succeeds", "funded_by"),
    "Location.role": ("headquarters", "branch"),
    "PersonName.kind": ("also", "former"),
    "PersonIdentifier.scheme": ("wikidata",),
    "PersonIdentifier.value": tuple(f"Q731000{row}" for row in range(8)),
    "Source.kind": ("correspondence", "gazette"),
    "basis": ("stated", "inferred"),
    "AgreementCitation.facts": (["milestones/bcdf24/on"], ["form"]),
    "ActivityCitation.facts": (["on"], ["kind"]),
    "OrganizationCitation.facts": (["name"], ["country"]),
    "PersonCitation.facts": (["name"], []),
}
_FIRST_DAY = date(2022, 1, 1)

MODELS = [
    model
    for module in (organizations, people, agreements, activities, record_collections)
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, models.Model) and not model._meta.abstract
]  # fmt: skip
MODELS = list(dict.fromkeys([*MODELS, Source]))
NUMBER_OF_FIELD = {
    f"{model.__name__}.{field.name}": number
    for number, (model, field) in enumerate((model, field) for model in MODELS for field in fields_of(model))
}


def word(name: str, row: int, more: str = "") -> str:
    """A word of a field of a row, that no other field or row has and that is in no other word."""
    letters = "".join(letter for letter in name if letter.isalpha()).casefold()
    return f"zq{letters}{'abcdefgh'[row]}{more}qz"


def day(name: str, row: int) -> date:
    """A day of a field of a row: those of later fields are later."""
    return _FIRST_DAY + timedelta(days=9 * NUMBER_OF_FIELD[name] + row)


def number(name: str, row: int) -> int:
    """A number of a field of a row."""
    return 7000 + 8 * NUMBER_OF_FIELD[name] + row


def own_value(field: models.Field, name: str, row: int):
    """A value of its own for this field of this row. Raises LookupError where its type does not say enough."""
    given = GIVEN.get(name) or GIVEN.get(field.name)
    if given:
        return given[row % len(given)]
    if isinstance(field, LocalizedTextField):
        return {code: word(name, row, code) for code in ("en", "ko")}
    if isinstance(field, EDTFField):
        return day(name, row).isoformat()
    if isinstance(field, models.DateField):
        return day(name, row)
    if isinstance(field, PlacesField):
        return [make_place(city=word(name, row, "city"), country="KR", venue=word(name, row, "venue"))]
    if field.name == "passages":
        return [{"fact": "", "quote": word(name, row), "start": 0}]
    if isinstance(field, models.FileField):
        return ContentFile(pdf(word(name, row)), name=f"{word(name, row, 'file')}.pdf")
    if isinstance(field, models.URLField):
        return f"https://example.org/{word(name, row)}"
    if isinstance(field, models.DecimalField | models.IntegerField) and not field.choices:
        return number(name, row)
    is_free = isinstance(field, models.CharField | models.TextField) and not isinstance(field, CountryField)
    if is_free and not field.choices and (field.max_length or 1000) >= 60:
        return word(name, row)
    raise LookupError(f"{name}: give it values in GIVEN, or say what it points at where its row is made.")


def fill(part: models.Model, row: int, **links) -> models.Model:
    """Set every field of a row and store it; ``links`` holds what it points at, and what this row may not have."""
    several = {}
    for field in fields_of(type(part)):
        name = f"{type(part).__name__}.{field.name}"
        if field.name == "key":
            part.key = part.key or f"{'bcdfghjk'[row]}22222"
        elif field.name in NOT_FILLED and field.name not in links:
            continue
        else:
            value = links[field.name] if field.name in links else own_value(field, name, row)
            if field.many_to_many:
                several[field.name] = value
            elif isinstance(value, ContentFile):
                if not getattr(part, field.name):
                    getattr(part, field.name).save(value.name, value, save=False)
            else:
                setattr(part, field.name, value)
    part.save()
    for name, others in several.items():
        getattr(part, name).set(others)
    return part


def words_of(row: models.Model) -> Iterator[tuple[str, str]]:
    """``(field, word)`` for each text of a row by which it would be known again."""
    for field in fields_of(type(row)):
        value = "" if field.is_relation else getattr(row, field.name)
        for text in _texts(value):
            if text.casefold().count("zq"):
                yield f"{type(row).__name__}.{field.name}", text.casefold()


def published_words(records: Collection[models.Model]) -> Iterator[tuple[str, str]]:
    """``(field, word)`` of each text of these records, and of their parts, that is published."""
    for model in MODELS:
        for row in model._default_manager.all():
            if (row.record if issubclass(model, Part) else row) in records:
                for name, text in words_of(row):
                    if name not in NOT_PUBLISHED and name.partition(".")[2] not in NOT_PUBLISHED:
                        yield name, text


def _texts(value) -> Iterable[str]:
    if isinstance(value, dict):
        return [text for member in value.values() for text in _texts(member)]
    if isinstance(value, list):
        return [text for member in value for text in _texts(member)]
    return [str(value)]


# The records


def whole_source(row: int, **given) -> Source:
    """A source with an archived copy; the first row's is cleared for the public."""
    return fill(Source(), row, **given)


def whole_organization(organization, *, parent, others, sources, **given):
    """Everything an organization has. ``others`` are two organizations that it is related to."""
    fill(organization, 0, parent=parent, is_planned=False, **given)
    for part in (0, 1):
        of_it = {"organization": organization}
        fill(organizations.OrganizationName(**of_it), part)
        fill(organizations.OrganizationIdentifier(**of_it), part)
        fill(organizations.OrganizationRelation(**of_it), part, other=others[part])
        fill(organizations.Location(**of_it), part)
        fill(organizations.OrganizationCitation(**of_it), part, source=sources[part])
    return organization


def whole_person(person, *, posts, sources, first_row: int = 0, **given):
    """Everything a person has. ``posts`` are the organizations of two positions."""
    fill(person, first_row, **given)
    for part in (0, 1):
        row = first_row + part
        fill(people.PersonName(person=person), row)
        fill(people.PersonIdentifier(person=person), row)
        fill(people.Position(person=person), row, organization=posts[part])
        fill(people.PersonCitation(person=person), row, source=sources[part])
    return person


def whole_topic(topic, *, parent, **given):
    """Everything a topic has."""
    return fill(topic, 0, parent=parent, **given)


# What is public of an agreement of which only the existence is.
SHOWN_OF_A_PARTY = ("organization", "person", "name_as_written", "count", "country", "role", "side")


def bare_agreement(agreement, *, organization, person) -> None:
    """The parties of an agreement and the year of its signing: all that there is to see where only its existence is."""
    named = {"agreement": agreement, "role": "party"}
    agreements.Involvement(organization=organization, side="north", key="bcdf21", **named).save()
    agreements.Involvement(person=person, country="GB", side="south", key="bcdf22", **named).save()
    agreements.Involvement(
        name_as_written="six universities", count=6, country="FR", key="bcdf23", **named
    ).save()
    agreements.Milestone(agreement=agreement, kind="signed", on="2021", key="bcdf24").save()


def whole_agreement(agreement, *, others, person, older, topics, sources, **given):
    """Everything an agreement has beside its parties and signing, and the rest of those.

    ``others`` are two organizations and ``older`` two agreements that it names, ``person`` one who signed.
    """
    fill(agreement, 0, topics=topics, **given)
    party, member, group = agreement.involvements.all()
    [signing] = agreement.milestones.all()
    for row, (involvement, acting_for) in enumerate(((party, None), (member, party), (group, None))):
        shown = {name: getattr(involvement, name) for name in SHOWN_OF_A_PARTY}
        fill(involvement, row, acting_for=acting_for, **shown)
    funder = fill(
        agreements.Involvement(agreement=agreement), 3,
        organization=others[0], person=None, count=None, country="", role="funder", acting_for=party,
    )  # fmt: skip
    by = {"by_body": others[1], "instrument": older[1]}
    fill(signing, 0, on="2021-03-05", involvement=None, **by)
    notice = fill(agreements.Milestone(agreement=agreement), 1, involvement=funder, **by)
    for row, (milestone, involvement) in enumerate(((signing, party), (notice, member))):
        part = {"agreement": agreement}
        fill(agreements.AgreementText(**part), row)
        fill(agreements.AgreementIdentifier(**part), row)
        fill(agreements.Term(**part), row, milestone=milestone)
        signs = {"person": person if row == 0 else None, "affiliation": others[row]}
        fill(agreements.Signatory(**part), row, involvement=involvement, milestone=milestone, **signs)
        relation = {"older": older[0], "stub": {}} if row == 0 else {"older": None}
        fill(agreements.AgreementRelation(**part), row, **relation)
        commitment = fill(agreements.Commitment(**part), row, by=[party, funder][: row + 1])
        fill(agreements.Result(**part), row, commitment=commitment)
        fill(agreements.Contribution(**part), row, involvement=involvement)
        fill(agreements.Document(**part), row)
        fill(agreements.Contact(**part), row, involvement=involvement)
        fill(agreements.AgreementCitation(**part), row, source=sources[row])
    return agreement


def whole_public_agreement(agreement, **links):
    """The same of an agreement that is wholly disclosed, without what it has for staff."""
    whole_agreement(agreement, disclosure="public", disclosure_basis="", disclosure_review_on=None, **links)
    agreement.documents.filter(visibility="staff").delete()
    agreement.contacts.filter(visibility="staff").delete()
    return agreement


def whole_collection(collection, *, agreement, activity, **given):
    """Everything a collection has: an agreement and an activity."""
    fill(collection, 0, **given)
    for part, record in enumerate(({"agreement": agreement}, {"agreement": None, "activity": activity})):
        fill(record_collections.CollectionItem(collection=collection), part, **{"activity": None, **record})
    return collection


def whole_activity(activity, *, series, agreement, organizations, people, topics, sources, **given):
    """Everything an activity has. Two of each of the others."""
    fill(activity, 0, series=series, topics=topics, **given)
    for part in (0, 1):
        of_it = {"activity": activity}
        fill(activities.ActivityText(**of_it), part)
        link = {"agreement": agreement, "stub": {}} if part == 0 else {"agreement": None}
        fill(activities.ActivityAgreement(**of_it), part, **link)
        fill(activities.Attendance(**of_it), part, organization=organizations[part], person=people[part])
        fill(
            activities.Outcome(**of_it), part,
            organizations=organizations[: part + 1], agreements=[agreement], topics=topics,
        )  # fmt: skip
        fill(activities.ActivityCitation(**of_it), part, source=sources[part])
    return activity
