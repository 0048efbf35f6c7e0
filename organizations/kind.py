"""Organizations as a kind of public record: body, index, links."""

from django.db.models import Q

from core import edtf
from organizations.choices import NameKind, RelationKind
from organizations.models import Organization
from organizations.part_names import part_names
from organizations.serializers import OrganizationSerializer
from organizations.title_names import best_names
from register.index import Index
from register.kinds import Kind
from register.search.vectors import PARTICIPANTS, REST
from register.serializers import mentions_by_ref
from sources.citations import add_citations, with_copy_members

# Kinds of names that can be titles, the best first.
_TITLE_KINDS = [NameKind.OFFICIAL, NameKind.ALIAS, NameKind.ROMANIZED, NameKind.ACRONYM]
# Made once: a serializer takes longer to make than to use.
_ORGANIZATION_SERIALIZER = OrganizationSerializer()


class OrganizationRecordKind(Kind):
    """Organizations, under O."""

    letter, name, plural, model = "O", "organization", "organizations", Organization
    link_kinds = RelationKind.values
    life_links = [RelationKind.SUCCEEDS]
    body_lookups = ["parent", "names", "identifiers", "relations__other", "locations", "citations__source"]
    facet_names = ["type", "country"]
    searched_facts = ["country"]
    serializer = "organizations.serializers.OrganizationBodySerializer"
    filters = "organizations.filters.OrganizationFilter"
    table = "organizations.exports.OrganizationTable"
    matcher = "organizations.reconcile.OrganizationMatcher"
    page = "organizations.views.OrganizationDetail"
    has_names = has_renames = is_shown_whole = True
    field_aliases = {"organization": "other"}
    search_rank, matcher_rank, import_order = 1, 1, 2
    part_collections = ["names", "identifiers", "relations", "locations", "citations"]

    def body(self, record):
        return add_citations(_ORGANIZATION_SERIALIZER.to_representation(record), record.citations.all())

    def upgrade(self, body: dict, schema: int) -> dict:
        """An older body with the members that have been added since; what it is a part of, by reference alone."""
        parent = mentions_by_ref([body["parent"]] if body["parent"] else [])
        return with_copy_members({**body, "parent": parent[0] if parent else None})

    def index(self, body):
        """Index by every present and former name; a title in each language that has a name."""
        index = Index(title=best_names(body, _TITLE_KINDS, NameKind.FORMER))
        index.keys |= {f"type:{body['kind']}", *([f"country:{body['country']}"] if body["country"] else [])}
        index.identifiers = [
            (identifier["scheme"], identifier["value"]) for identifier in body["identifiers"]
        ]
        if body["is_own"]:
            index.keys.add("own:yes")
        if body["dissolved_on"]:
            index.keys.add("dissolved:yes")
        if body["founded_on"]:
            index.sort_on = edtf.parse(body["founded_on"]).earliest
        index.add_reference("part_of", body["parent"])
        for relation in body["relations"]:
            index.add_reference(relation["kind"], relation["organization"], relation["key"])
        index.names = [body["name"], *(name["text"] for name in body["names"])]
        index.texts[PARTICIPANTS] = [body["qualifier"]]
        index.texts[REST] = [*body["purpose"].values(), *(place["place"] for place in body["locations"])]
        return index

    def life_facts(self, body):
        """The day on which it was dissolved, in EDTF."""
        return body["dissolved_on"] or None

    def dependencies(self, record):
        others = [relation.other for relation in record.relations.all()]
        return [*([record.parent] if record.parent else []), *others]

    def key_dates(self, body):
        founded = "to be founded" if body["is_planned"] else "founded"
        for member, name in (("founded_on", founded), ("dissolved_on", "dissolved")):
            if body[member]:
                yield "", name, body[member]

    def part_names(self, directory):
        return part_names(directory)

    def records_mentioning(self, keys):
        others = keys[Organization]
        return Organization.objects.filter(Q(parent__in=others) | Q(relations__other__in=others)).distinct()
