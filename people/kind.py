"""People as a kind of public record: body, index, links."""

from django.utils.translation import gettext as _

from organizations.models import Organization
from organizations.title_names import best_names
from people.choices import PersonNameKind
from people.models import Person
from people.part_names import part_names
from people.serializers import PersonSerializer
from register.index import Index
from register.kinds import Kind
from register.search.vectors import PARTICIPANTS
from sources.citations import add_citations, with_copy_members

# Kinds of names that can be titles, the best first.
_TITLE_KINDS = [PersonNameKind.MAIN, PersonNameKind.ALSO, PersonNameKind.ROMANIZED]
# Made once: a serializer takes longer to make than to use.
_PERSON_SERIALIZER = PersonSerializer()


class PersonRecordKind(Kind):
    """People, under P."""

    letter, name, plural, model = "P", "person", "people", Person
    link_kinds = ["position"]
    body_lookups = ["names", "identifiers", "positions__organization", "citations__source"]
    facet_names = ["country", "party"]
    wide_facts = ["party"]
    serializer = "people.serializers.PersonBodySerializer"
    filters = "people.filters.PersonFilter"
    table = "people.exports.PersonTable"
    matcher = "people.reconcile.PersonMatcher"
    page = "people.views.PersonDetail"
    has_names = is_named_in_part = True
    search_rank, matcher_rank, import_order = 4, 3, 3
    part_collections = ["names", "identifiers", "positions", "citations"]
    registration_fields = ["is_hidden"]

    def body(self, record):
        return add_citations(_PERSON_SERIALIZER.to_representation(record), record.citations.all())

    def upgrade(self, body: dict, schema: int) -> dict:
        """An older body with the members that have been added since."""
        return with_copy_members(body)

    def index(self, body):
        """Index by every name, in every script, and by posts."""
        index = Index(title=best_names(body, _TITLE_KINDS, PersonNameKind.FORMER))
        index.identifiers = [
            (identifier["scheme"], identifier["value"]) for identifier in body["identifiers"]
        ]
        for position in body["positions"]:
            index.add_reference("position", position["organization"], position["key"])
            if position["organization"]["country"]:
                index.keys.add(f"country:{position['organization']['country']}")
            if position["organization"]["ref"]:
                index.keys.add(f"party:{position['organization']['ref']}")
        index.names = [body["name"], *(name["text"] for name in body["names"])]
        index.texts[PARTICIPANTS] = [
            words
            for position in body["positions"]
            for words in (position["post"], *position["post_by_language"].values())
        ]
        index.texts[PARTICIPANTS] += [position["organization"]["name"] for position in body["positions"]]
        return index

    def dependencies(self, record):
        return [position.organization for position in record.positions.all()]

    def part_names(self, directory):
        return part_names(directory)

    def records_mentioning(self, keys):
        return Person.objects.filter(positions__organization__in=keys[Organization]).distinct()

    def publication_errors(self, record):
        return [_("This person is hidden.")] if record.is_hidden else []
