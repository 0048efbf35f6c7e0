"""What people are matched by."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from people.choices import PersonScheme
from register.reconcile import shared
from register.reconcile.subjects import Property, Subject


class People(Subject):
    """People, by their names in every script."""

    kind, label = "person", _("person")
    shown = ("names", "organization", "country", "post", "orcid", "wikidata")

    @cached_property
    def properties(self):
        return (
            *shared.name_properties(),
            shared.every_name(),
            Property(
                "organization", _("organization"), "Where they hold or held a post.",
                lambda record: [
                    told for one in record.body["positions"] for told in shared.mention(one["organization"])
                ],
                keys=lambda ref: [f"party:{ref}"], is_of_records=True,
            ),
            Property(
                "post", _("post"), "A post that they hold or held, as it is printed.",
                lambda record: dict.fromkeys(one["post"] for one in record.body["positions"] if one["post"]),
            ),
            shared.country(),
            shared.any_identifier(),
            *(shared.identifier(scheme, label) for scheme, label in PersonScheme.choices),
        )  # fmt: skip

    def is_telling(self, record, name):
        """Never: others are called the same."""
        return False
