"""The facts of the two seed texts recorded through the screen alone, and counted by how they were recorded."""

import json
import sys
from collections import Counter, defaultdict

import pytest

from activities.models import Activity
from agreements.models import Agreement
from organizations.models import Organization
from people.models import Person
from register.models import Version
from tests import factories as make
from tests.desk.conftest import share_login
from tests.intake.seed_facts import seed_facts
from tests.intake.seed_recording import record_release
from tests.intake.seed_recording_report import publish_all, record_report
from tests.intake.seed_screen import WAYS, Screen
from tests.samples import SAMPLES, sample

pytestmark = [pytest.mark.long, sample("seeds/facts.json"), pytest.mark.django_db(transaction=True)]


def test_every_seed_fact_is_recorded_from_its_text_on_the_screen(page_at, client, publisher, live_server):
    seed = json.loads((SAMPLES / "seeds/facts.json").read_text(encoding="utf-8"))
    facts = list(seed_facts(seed))
    topics = {fact.value: "" for fact in facts if fact.kind == "topic"}
    for topic in topics:  # the house's list of topics is there before
        topics[topic] = make.TopicFactory(names={"en": topic})
    client.force_login(publisher)
    page = page_at(1280)
    share_login(client, page.context, live_server.url)
    screen = Screen(page, live_server.url)

    texts = {
        row["key"]: (SAMPLES / "seeds" / row["file"]).read_text(encoding="utf-8") for row in seed["sources"]
    }
    record_release(screen, texts["S1"])
    record_report(screen, texts["S2"])
    publish_all(screen)

    for topic in topics.values():
        topic.refresh_from_db()
    bodies, refs = published()
    refs |= {name: topic.ref for name, topic in topics.items()}
    missing = [fact.key for fact in facts if not fact.is_in(bodies, refs)]
    sys.stdout.write(table(facts, missing, screen))
    assert missing == []


def published():
    """Bodies and references by the keys that `facts.json` gives their records."""
    bodies, refs = {}, defaultdict(str)
    for key, record in records().items():
        if record is not None and record.ref:
            bodies[key] = json.loads(Version.objects.filter(ref=record.ref).latest("number").body)
            refs[key] = record.ref
    return bodies, refs


def records():
    def organization(**of):
        return Organization.objects.filter(**of).first()

    def titled(model, title):
        return model.objects.filter(texts__title=title).first()

    names = {
        "dia": "Drug Information Association", "mohw": "Ministry of Health and Welfare",
        "kdca": "Korea Disease Control and Prevention Agency",
        "khidi": "Korea Health Industry Development Institute",
        "dhsc": "Department of Health and Social Care",
        "nihr": "National Institute for Health and Care Research", "kr": "Republic of Korea",
        "gb": "United Kingdom", "arpa-h-kr": "Korean ARPA-H", "aria": "Advanced Research and Invention Agency",
    }  # fmt: skip
    people = {
        "chee": "Deborah Chee", "kunz": "Barbara Lopez Kunz", "park": "Park MinSoo", "wormald": "Chris Wormald",
        "chappell": "Lucy Chappell",
    }  # fmt: skip
    konect = "Korea National Enterprise for Clinical Trials"
    return {
        **{key: organization(name=name) for key, name in names.items()},
        **{key: Person.objects.filter(name=name).first() for key, name in people.items()},
        "konect": organization(name=konect, qualifier=""),
        "konect-2007": organization(name=konect, qualifier="1st KoNECT"),
        "konect-dia": Agreement.objects.filter(involvements__organization__name=names["dia"]).first(),
        "kr-gb-mou": titled(Agreement, "Memorandum of Understanding on Healthcare Cooperation"),
        "kr-gb-dialogue": titled(Agreement, "Korea-UK Health Dialogue"),
        "kr-gb-smart-trials": titled(
            Agreement, "Korea-UK Smart Clinical Trials International Joint Research Partnership"
        ),
        "konect-dia-announcement": Activity.objects.filter(kind="announcement").first(),
        "dialogue-1": Activity.objects.filter(kind="dialogue_session").first(),
    }


def table(facts, missing, screen) -> str:
    """Facts by kind and by how they were recorded, then those that were not."""
    rows = defaultdict(Counter)
    for fact in facts:
        way = "not recorded" if fact.key in missing else screen.ways.get(fact.key, WAYS[-1])
        rows[fact.kind][way] += 1
        rows["ALL"][way] += 1
    heads = [*WAYS, "not recorded"]
    lines = [f"{'':20}" + "".join(f"{head:>22}" for head in heads)]
    lines += [f"{kind:20}" + "".join(f"{row[head]:>22}" for head in heads) for kind, row in rows.items()]
    lines += [f"not recorded: {' / '.join(key)}" for key in missing]
    lines += [f"put right by hand: {each}" for each in screen.refused]
    return "\n".join(["", *lines, f"acts on fields: {dict(screen.acts)}", ""])
