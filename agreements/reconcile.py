"""Matcher of agreements: type, properties, names."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from agreements.choices import Nature
from agreements.milestones import SIGNING_KINDS
from reconcile import standard_properties, values
from reconcile.matchers import RecordMatcher, RecordName, RecordProperty, name_length

_MIN_DISTINCTIVE_LENGTH = 40


class AgreementMatcher(RecordMatcher):
    """Agreements, by the words of their titles."""

    kind, label = "agreement", _("agreement")
    type_field, type_choices = "nature", Nature.choices
    is_found_by_title = True
    linked_kinds = ("topic",)
    preview_properties = ("name_ko", "state", "signed", "party", "form", "identifier")

    @cached_property
    def properties(self):
        return (
            *standard_properties.name_properties(),
            RecordProperty(
                "party", _("party"), "Who takes part, in whatever role: by reference or by any name.",
                lambda record: [
                    value
                    for involvement in record.body["involvements"]
                    for value in standard_properties.mention_values(involvement["organization"])
                ],
                index_keys=lambda ref: [f"party:{ref}"], is_of_records=True,
            ),
            standard_properties.country_property(),
            RecordProperty(
                "year", _("year"), "The year that it is listed under: of the signing, or of what came instead.",
                lambda record: [key[5:] for key in record.keys if key.startswith("year:") and not key.endswith("s")],
                normalize=values.normalize_year, index_keys=values.year_index_keys, is_weak=True,
            ),
            RecordProperty(
                "signed", _("signed"), "When it was signed (EDTF), as well as that is known.",
                lambda record: [
                    milestone["on"]
                    for milestone in record.body["milestones"]
                    if milestone["kind"] in SIGNING_KINDS and milestone["on"]
                ],
                normalize=values.normalize_date, is_same=values.is_date_within,
            ),
            standard_properties.code_property("nature", _("nature"), "What kind of standing commitment, as a code."),
            standard_properties.code_property("form", _("form"), "The type of instrument, as a code."),
            standard_properties.code_property(
                "bindingness", _("binding in law"), "Whether it binds in law, as a code."
            ),
            *(
                RecordProperty(
                    member, label, about,
                    lambda record, member=member: [record.status[member]] if record.status else [],
                    normalize=values.normalize_code, is_weak=True,
                )
                for member, label, about in (
                    ("state", _("state today"), "The state today, as a code."),
                    ("certainty", _("certainty"), "How the state is known: recorded, derived or presumed."),
                )
            ),
            RecordProperty(
                "until", _("last day"), "The latest day of the state today, where one is known.",
                lambda record: filter(None, [((record.status or {}).get("until") or {}).get("latest")]),
                normalize=values.normalize_date, is_same=values.is_date_within,
            ),
            RecordProperty(
                "topic", _("topic"), "What it is about.",
                lambda record: standard_properties.title_values(record.body["topics"], record),
                index_keys=lambda ref: [f"topic:{ref}"], is_of_records=True,
            ),
            standard_properties.any_identifier_property(),
        )  # fmt: skip

    def names(self, record):
        """Its titles."""
        return [RecordName(title, "", is_main=True) for title in record.titles.values()]

    def is_distinctive(self, record, name):
        return name_length(name.text) >= _MIN_DISTINCTIVE_LENGTH

    def description(self, record):
        """With the year and the parties."""
        years = [key[5:] for key in record.keys if key.startswith("year:") and not key.endswith("s")]
        parties = [
            involvement["organization"]["name"]
            for involvement in record.body["involvements"]
            if involvement["organization"]
        ]
        return " · ".join(filter(None, [super().description(record), *years, ", ".join(parties[:4])]))
