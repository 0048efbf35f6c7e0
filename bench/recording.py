"""Recording and publishing agreements of three parties beside the ways that check nothing or check one by one.

    ./dev manage shell -c "import bench.recording; bench.recording.run()"

Only the ratios mean something. Everything is made in transactions that are undone.
"""

import time
from collections.abc import Callable

from django.db import connection, transaction

from agreements.models import Agreement, AgreementText, Involvement, Milestone
from interchange.actions import import_files, import_to_desk
from organizations.models import Organization
from register.records import new_part_key

MANY, FEW, PARTIES = 4_000, 200, 3
TEXT = "What they agreed to do together. " * 8


def run() -> None:
    file = rows(MANY)
    checked = rate(FEW, lambda: one_by_one(FEW))
    unchecked = rate(MANY, lambda: in_bulk(MANY))
    recorded = rate(MANY, lambda: import_to_desk([file], by=None))
    imported = rate(MANY, lambda: import_files([file], publish=True, skip_bad=False, by=None))
    again = rate(
        MANY, lambda: import_to_desk([file], by=None), before=lambda: import_to_desk([file], by=None)
    )
    print(f"{'way':<52}{'agreements/s':>14}{'x one by one':>14}")
    for name, speed in {
        "full_clean() and save(), as the admin does": checked,
        "bulk_create(), nothing checked": unchecked,
        "recorded from a file, all checked": recorded,
        "recorded and published": imported,
        "recorded again, nothing changes": again,
    }.items():
        print(f"{name:<52}{speed:>14,.0f}{speed / checked:>14.1f}")


def rate(count: int, work: Callable, before: Callable = lambda: None) -> float:
    """Agreements a second."""
    with transaction.atomic():
        before()
        begun = time.perf_counter()
        work()
        connection.check_constraints()
        seconds = time.perf_counter() - begun
        transaction.set_rollback(True)
    return count / seconds


def rows(count: int) -> dict:
    """A file of so many agreements, and organizations to make them."""
    organizations = [
        {"id": f"o{n}", "name": f"Organization {n}", "country": "KR"} for n in range(count // 10)
    ]
    agreements = [
        {
            "id": f"a{n}",
            "form": "mou",
            "texts": [{"language": "en", "title": f"Memorandum {n}", "summary": TEXT}],
            "involvements": [
                {"organization": f"o{(n + side * 7) % len(organizations)}"} for side in range(PARTIES)
            ],
            "milestones": [{"kind": "signed", "on": f"{2000 + n % 25}-05-13"}],
        }
        for n in range(count)
    ]
    return {"organizations": organizations, "agreements": agreements}


def one_by_one(count: int) -> None:
    file = rows(count)
    organizations = [save(Organization(name=row["name"], country="KR")) for row in file["organizations"]]
    for number, row in enumerate(file["agreements"]):
        agreement = save(Agreement(form="mou"))
        save(AgreementText(agreement=agreement, **row["texts"][0]))
        for side in range(PARTIES):
            other = organizations[(number + side * 7) % len(organizations)]
            save(Involvement(agreement=agreement, organization=other, name_as_written=other.name))
        save(Milestone(agreement=agreement, **row["milestones"][0]))


def save(row):
    row.full_clean()
    row.save()
    return row


def in_bulk(count: int) -> None:
    file = rows(count)
    organizations = Organization.objects.bulk_create(
        Organization(name=row["name"], country="KR") for row in file["organizations"]
    )
    agreements = Agreement.objects.bulk_create(Agreement(form="mou") for _one in file["agreements"])
    texts, involvements, milestones = [], [], []
    for number, (agreement, row) in enumerate(zip(agreements, file["agreements"], strict=True)):
        texts.append(AgreementText(agreement=agreement, key=new_part_key(), **row["texts"][0]))
        for side in range(PARTIES):
            other = organizations[(number + side * 7) % len(organizations)]
            involvements.append(
                Involvement(
                    agreement=agreement, key=new_part_key(), organization=other, name_as_written=other.name
                )
            )
        milestones.append(Milestone(agreement=agreement, key=new_part_key(), **row["milestones"][0]))
    AgreementText.objects.bulk_create(texts, batch_size=500)
    Involvement.objects.bulk_create(involvements, batch_size=500)
    Milestone.objects.bulk_create(milestones, batch_size=500)
