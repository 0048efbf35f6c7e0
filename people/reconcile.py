"""Matcher of people: properties, names."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from people.choices import PersonScheme
from reconcile import standard_properties
from reconcile.matchers import RecordMatcher, RecordProperty


class PersonMatcher(RecordMatcher):
    """People, by their names in every script."""

    kind, label = "person", _("person")
    preview_properties = ("names", "organization", "country", "post", "orcid", "wikidata")

    @cached_property
    def properties(self):
        return (
            *standard_properties.name_properties(),
            standard_properties.all_names_property(),
            RecordProperty(
                "organization", _("organization"), "Where they hold or held a post.",
                lambda record: [
                    value
                    for position in record.body["positions"]
                    for value in standard_properties.mention_values(position["organization"])
                ],
                index_keys=lambda ref: [f"party:{ref}"], is_of_records=True,
            ),
            RecordProperty(
                "post", _("post"), "A post that they hold or held, as it is printed.",
                lambda record: dict.fromkeys(
                    position["post"] for position in record.body["positions"] if position["post"]
                ),
            ),
            standard_properties.country_property(),
            standard_properties.any_identifier_property(),
            *(standard_properties.identifier_property(scheme, label) for scheme, label in PersonScheme.choices),
        )  # fmt: skip

    def is_distinctive(self, record, name):
        """Never: other people have the same name."""
        return False
