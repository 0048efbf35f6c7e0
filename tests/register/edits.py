"""Edits of records of every kind, saved with the side effects that the admin gives them."""

from django.contrib.admin import site

from agreements.models import Agreement, Topic
from register.records import Record
from tests import factories as make

DAYS = ["2011-03-01", "2019", "2024-05"]
WAYS = {
    "topic": 1,
    "collection": 1,
    "person": 1,
    "organization": 4,
    "activity": 4,
    "agreement": 5,
}  # to edit a record of a kind


def save_as_staff(record: Record, changed: set[str]) -> None:
    """Saves an edited record as the admin does."""
    record.save()
    site.get_model_admin(type(record)).refresh_marks(record, changed)


def edit(record: Record, how: int, number: int) -> set[str]:
    """One of so many `WAYS` to edit a record; the names of the fields and lists that it changed."""
    name = record._meta.model_name
    if name in {"topic", "collection"}:
        record.names = {"en": f"{name} {number}"}
        return {"names"}
    if name == "person":
        record.name = f"Hong {number}"
        return {"name"}
    if name == "organization":
        values = [
            ("name", f"Institute {number}"), ("country", "JP" if number % 2 else ""),
            ("dissolved_on", "2015-01-01" if number % 2 else ""), ("website", f"https://e{number}.example"),
        ]  # fmt: skip
    elif name == "activity":
        agreements = [None, *Agreement.objects.order_by("pk").values_list("pk", flat=True)]
        values = [
            ("on", DAYS[number % 3]), ("state", "cancelled" if number % 2 else "held"),
            ("series_id", agreements[number % len(agreements)]), ("date_wording", f"day {number}"),
        ]  # fmt: skip
    else:
        return edit_agreement(record, how, number)
    setattr(record, *values[how])
    return {values[how][0].removesuffix("_id")}


def edit_agreement(agreement, how: int, number: int) -> set[str]:
    if how == 0:
        agreement.texts.update(title=f"Accord {number}")
        return {"texts"}
    if how == 1:
        agreement.milestones.update(on=DAYS[number % 3])
        return {"milestones"}
    if how == 2:
        agreement.topics.set(Topic.objects.all()[: number % 3])
        return {"topics"}
    if how == 4:
        is_withheld = agreement.disclosure == "existence"
        agreement.disclosure = "public" if is_withheld else "existence"
        agreement.disclosure_basis = "" if is_withheld else "Act 1"
        return {"disclosure", "disclosure_basis"}
    if not agreement.milestones.filter(kind="terminated").delete()[0]:
        make.MilestoneFactory(agreement=agreement, kind="terminated", on=DAYS[number % 3])
    return {"milestones"}
