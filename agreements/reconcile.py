"""What agreements are matched by."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from agreements.choices import Nature
from agreements.publishing import SIGNING
from core.localized import in_language
from register.reconcile import shared, values
from register.reconcile.subjects import Name, Property, Subject, letters
from register.reconcile.values import Entity

FEWEST_LETTERS = 40


class Agreements(Subject):
    """Agreements, by the words of their titles."""

    kind, label = "agreement", _("agreement")
    sort, sorts = "nature", Nature.choices
    is_found_by_title = True
    shown = ("name_ko", "state", "signed", "party", "form", "identifier")

    @cached_property
    def properties(self):
        return (
            *shared.name_properties(),
            Property(
                "party", _("party"), "Who takes part, in whatever role: by reference or by any name.",
                lambda record: [
                    told for one in record.body["involvements"] for told in shared.mention(one["organization"])
                ],
                keys=lambda ref: [f"party:{ref}"], is_of_records=True,
            ),
            shared.country(),
            Property(
                "year", _("year"), "The year that it is listed under: of the signing, or of what came instead.",
                lambda record: [key[5:] for key in record.keys if key.startswith("year:") and not key.endswith("s")],
                read=values.year, keys=values.year_keys, is_weak=True,
            ),
            Property(
                "signed", _("signed"), "When it was signed (EDTF), as well as that is known.",
                lambda record: [
                    one["on"] for one in record.body["milestones"] if one["kind"] in SIGNING and one["on"]
                ],
                read=values.day, is_same=values.is_within,
            ),
            shared.choice("nature", _("nature"), "What kind of standing commitment, as a code."),
            shared.choice("form", _("form"), "The type of instrument, as a code."),
            shared.choice("bindingness", _("binding in law"), "Whether it binds in law, as a code."),
            *(
                Property(
                    member, label, about,
                    lambda record, member=member: [record.status[member]] if record.status else [],
                    read=values.code, is_weak=True,
                )
                for member, label, about in (
                    ("state", _("state today"), "The state today, as a code."),
                    ("certainty", _("certainty"), "How the state is known: recorded, derived or presumed."),
                )
            ),
            Property(
                "until", _("last day"), "The latest day of the state today, where one is known.",
                lambda record: filter(None, [((record.status or {}).get("until") or {}).get("latest")]),
                read=values.day, is_same=values.is_within,
            ),
            Property(
                "topic", _("topic"), "What it is about.",
                lambda record: [
                    Entity(one["ref"] or "", in_language(one["name"], "en")[0]) for one in record.body["topics"]
                ],
                keys=lambda ref: [f"topic:{ref}"], is_of_records=True,
            ),
            shared.any_identifier(),
        )  # fmt: skip

    def names(self, record):
        """Its titles."""
        return [Name(title, "", is_main=True) for title in record.titles.values()]

    def is_telling(self, record, name):
        return letters(name.text) >= FEWEST_LETTERS

    def description(self, record):
        """With the year and the parties."""
        years = [key[5:] for key in record.keys if key.startswith("year:") and not key.endswith("s")]
        parties = [one["organization"]["name"] for one in record.body["involvements"] if one["organization"]]
        return " · ".join(filter(None, [super().description(record), *years, ", ".join(parties[:4])]))
