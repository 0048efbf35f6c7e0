"""What reading a list needs to know of the desk, asked once."""

from collections.abc import Iterable

from agreements.models import Agreement, Topic
from interchange.exporter import Exporter
from interchange.record_ids import records_by_id
from interchange.schema import MODELS
from organizations.models import Organization
from sources.models import Source
from spreadsheets.matching.organizations import OrganizationNameMatcher
from spreadsheets.parsing.cells import normalize_cell


class DeskLookups:
    """Organizations, topics and sources as a file names them, and agreements as an export tells them."""

    def __init__(self, list_name: str = "", choices: dict[str, int | str] | None = None):
        self.matcher = OrganizationNameMatcher(list_name, choices or {})
        self.exporter = Exporter()
        pks = Source.objects.values_list("pk", flat=True)
        # by primary key: what is kept of an import is compared later, when there may be more or fewer sources
        self.exporter.assign_ids({pk: f"source-{pk}" for pk in pks})
        organizations = self.exporter.ids[Organization]
        self.organizations = {organizations[one.pk]: one for one in self.matcher.known.values()}
        self.topics: dict[str, str] = {}
        self.topic_names: dict[str, dict[str, str]] = {}
        for topic in Topic.objects.order_by("-pk"):  # of several the oldest
            topic_id = self.exporter.ids[Topic][topic.pk]
            self.topic_names[topic_id] = dict(topic.names)
            self.topics |= {
                normalize_cell(text): topic_id for text in [*topic.names.values(), topic.ref] if text
            }
        rows = Source.objects.exclude(address="").order_by("-pk").values_list("address", "pk")
        self.sources = {address: self.exporter.ids[Source][pk] for address, pk in rows}
        self.addresses = {source_id: address for address, source_id in self.sources.items()}
        self.addresses |= {self.exporter.ids[Source][pk]: address for address, pk in rows}

    def told(self, kind: str, ids: Iterable[str]) -> dict[str, dict]:
        """Records of a kind as an export tells them, by id."""
        model = MODELS[kind]
        pks = [one.pk for one in records_by_id(model, ids).values()]
        rows = self.exporter.records(kind, model.objects.filter(pk__in=pks))
        return {members["id"]: members for members in rows}

    def agreements(self, ids: Iterable[str], refs: Iterable[str]) -> dict[str, dict]:
        """Agreements as an export tells them, by each id or reference that was asked for."""
        names = self.names_of_agreements(ids, refs)
        told = self.told("agreements", names.values())
        return {asked: told[name] for asked, name in names.items()}

    def names_of_agreements(self, ids: Iterable[str], refs: Iterable[str]) -> dict[str, str]:
        """What an export calls the agreements that these ids and references name."""
        found = records_by_id(Agreement, ids) | {
            one.ref: one for one in Agreement.objects.filter(ref__in=list(refs))
        }
        return {asked: self.exporter.ids[Agreement][one.pk] for asked, one in found.items()}

    def source_rows(self, ids: Iterable[str]) -> list[dict]:
        """The sources that agreements cite, as an export tells them, and those that a list adds."""
        ids = set(ids)
        pks = [pk for pk, source_id in self.exporter.ids[Source].items() if source_id in ids]
        stored = [
            {"id": self.exporter.ids[Source][source.pk], **self.exporter.fields(source, {})}
            for source in Source.objects.filter(pk__in=pks).order_by("pk")
        ]
        return stored + [_new_source(address) for address in sorted(one for one in ids if "://" in one)]

    def organization(self, organization_id: str) -> tuple[str, str]:
        """Name and country, of the desk or new."""
        if one := self.organizations.get(organization_id):
            return one.name, one.country
        new = self.matcher.added.get(organization_id, {})
        return new.get("name", ""), new.get("country", "")


def _new_source(address: str) -> dict:
    """A source that only its address is known of."""
    return {"id": address, "title": address[:600], "address": address, "kind": "web_page"}
