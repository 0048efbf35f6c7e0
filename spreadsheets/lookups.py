"""Lookup tables of the desk: organizations, topics and sources by name or id, and agreements as exported."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from agreements.models import Agreement, Topic
from interchange.exporter import Exporter
from interchange.record_ids import records_by_id
from interchange.schema import MODELS
from organizations.models import Organization
from people.models import Person, PersonName
from sources.models import Source
from spreadsheets.answers import ImportAnswers
from spreadsheets.findings import ListFindings
from spreadsheets.matching.list_organizations import ListOrganizations
from spreadsheets.matching.namesakes import NamesakePlaces
from spreadsheets.matching.organizations import OrganizationNameMatcher
from spreadsheets.matching.party_names import PartyNameReader
from spreadsheets.parsing.cells import normalize_cell
from spreadsheets.parsing.date_columns import DateColumn


class DeskLookups:
    """Organizations, topics and sources by what an interchange file calls them, read once for a whole list."""

    def __init__(self, list_name: str = "", answers: ImportAnswers | None = None):
        self.findings = ListFindings(answers or ImportAnswers())
        decided = self.findings.answers
        self.matcher = OrganizationNameMatcher(list_name, decided.organizations, decided.countries)
        self.list_columns: list[
            tuple[str, str]
        ] = []  # the headers of the list with the names of their columns
        self.has_joined_rows = (
            False  # of several rows of the sheet one was made, each with a line of its cells
        )
        self.is_own_export = False  # the list is a sheet that was exported here
        self.date_columns: dict[str, DateColumn] = {}  # of the list, by the names of its columns
        self.party_names = PartyNameReader(self.findings.answers, self.matcher.is_known)
        self.places = NamesakePlaces()
        self.organizations_in_list = ListOrganizations()
        self.exporter = Exporter()
        pks = Source.objects.values_list("pk", flat=True)
        # by primary key: what is kept of an import is compared later, when there may be more or fewer sources
        self.exporter.assign_ids({pk: f"source-{pk}" for pk in pks})
        organizations = self.exporter.ids[Organization]
        self.organizations = {organizations[known.pk]: known for known in self.matcher.organizations.values()}
        self.topic_ids: dict[str, str] = {}
        self.topic_names: dict[str, dict[str, str]] = {}
        for topic in Topic.objects.order_by("-pk"):  # of several the oldest
            topic_id = self.exporter.ids[Topic][topic.pk]
            self.topic_names[topic_id] = dict(topic.names)
            self.topic_ids |= {
                normalize_cell(text): topic_id for text in [*topic.names.values(), topic.ref] if text
            }
        rows = Source.objects.exclude(address="").order_by("-pk").values_list("address", "pk")
        self.source_ids = {address: self.exporter.ids[Source][pk] for address, pk in rows}
        self.source_addresses = {source_id: address for address, source_id in self.source_ids.items()}
        self.source_addresses |= {self.exporter.ids[Source][pk]: address for address, pk in rows}

    def export_records(self, kind: str, ids: Iterable[str]) -> dict[str, dict]:
        """Records of a kind as an interchange file has them, by id."""
        model = MODELS[kind]
        pks = [record.pk for record in records_by_id(model, ids).values()]
        rows = self.exporter.records(kind, model.objects.filter(pk__in=pks))
        return {members["id"]: members for members in rows}

    def export_agreements(self, ids: Iterable[str], refs: Iterable[str]) -> dict[str, dict]:
        """Agreements as an interchange file has them, by each of these ids and references that is there."""
        agreement_ids = self.agreement_ids(ids, refs)
        exported = self.export_records("agreements", agreement_ids.values())
        return {name: exported[agreement_id] for name, agreement_id in agreement_ids.items()}

    def agreement_ids(self, ids: Iterable[str], refs: Iterable[str]) -> dict[str, str]:
        """The id in an interchange file of each agreement that these ids and references name, by these."""
        agreements = records_by_id(Agreement, ids) | {
            agreement.ref: agreement for agreement in Agreement.objects.filter(ref__in=list(refs))
        }
        ids_by_pk = self.exporter.ids[Agreement]
        return {name: ids_by_pk[agreement.pk] for name, agreement in agreements.items()}

    def export_sources(self, ids: Iterable[str]) -> list[dict]:
        """Sources as an interchange file has them: of the desk by id, new ones by address."""
        ids = set(ids)
        pks = [pk for pk, source_id in self.exporter.ids[Source].items() if source_id in ids]
        stored = [
            {"id": self.exporter.ids[Source][source.pk], **self.exporter.fields(source, {})}
            for source in Source.objects.filter(pk__in=pks).order_by("pk")
        ]
        return stored + [_new_source(address) for address in sorted(name for name in ids if "://" in name)]

    def name_and_country(self, organization_id: str) -> tuple[str, str]:
        """Name and country of an organization, of the desk or new."""
        if known := self.organizations.get(organization_id):
            return known.name, known.country
        new = self.matcher.new_organizations.get(organization_id, {})
        return new.get("name", ""), new.get("country", "")

    @cached_property
    def person_names(self) -> dict[str, list[str]]:
        """All names of each person of the desk, its own first, by id in an interchange file."""
        ids = self.exporter.ids[Person]
        names: dict[str, list[str]] = defaultdict(list)
        own = Person.objects.values_list("pk", "name")
        rows = [*own, *PersonName.objects.values_list("person_id", "text")]
        for pk, name in rows:
            if pk in ids:  # others were entered meanwhile
                names[ids[pk]].append(name)
        return names

    def is_own(self, organization_id: str) -> bool:
        """True for an organization of ours, of the desk or new."""
        if known := self.organizations.get(organization_id):
            return known.is_own
        return bool(self.matcher.new_organizations.get(organization_id, {}).get("is_own"))


def _new_source(address: str) -> dict:
    """Members of a source of which only the address is known."""
    return {"id": address, "title": address[:600], "address": address, "kind": "web_page"}
