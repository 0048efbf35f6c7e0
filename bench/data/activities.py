"""Activities of a generated register: sessions of dialogues and programmes, visits and ceremonies."""

from datetime import timedelta

from activities import serializers as shapes
from bench.data import words
from bench.data.agreements import LAST_SIGNING
from bench.data.shapes import blank, key
from bench.data.world import TOPICS, World
from register.serializers import PlaceSerializer

PER_AGREEMENTS = 20  # one activity for so many
_KINDS = {"dialogue_session": 4, "ceremony": 2, "visit": 2, "workshop": 2, "meeting": 2}


def activity_body(world: World, number: int) -> dict:
    """The body of activity number ``number``, from 1: held under one of the agreements up to its own."""
    rng = world.rng("activity", number)
    kind = rng.choices([*_KINDS], weights=_KINDS.values())[0]
    held_on = LAST_SIGNING + timedelta(days=int(60 - rng.expovariate(1 / 1500)))
    state = "planned" if held_on > LAST_SIGNING else "held"
    host, guest = world.some_organizations(rng, 2)[:2]
    title = f"{kind.replace('_', ' ').capitalize()} of {host.name} and {guest.name}"
    text = {"language": "en", "title": title, "summary": words.english_sentence(rng, world.english)}
    agreement = {"ref": f"A{rng.randint(1, number * PER_AGREEMENTS)}"}
    return {
        **_ACTIVITY, "ref": f"E{number}", "kind": kind, "state": state, "on": held_on.isoformat(),
        "texts": [{**_TEXT, "key": key(rng), **text}],
        "places": [{**_PLACE, "country": host.country}],
        "agreements": [{**_LINK, "key": key(rng), "role": "held_under", "agreement": agreement}],
        "topics": [{"ref": f"T{rng.randint(1, TOPICS)}"}],
        "attendances": [
            {**_ATTENDANCE, "key": key(rng), "role": role, "organization": _mention(organization)}
            for role, organization in (("host", host), ("delegate", guest))
        ],
    }  # fmt: skip


def _mention(organization) -> dict:
    return {"ref": organization.ref, "name": organization.name, "country": organization.country}


_ACTIVITY, _TEXT = blank(shapes.ActivityBodySerializer()), blank(shapes.ActivityTextSerializer())
_LINK, _ATTENDANCE = blank(shapes.ActivityAgreementSerializer()), blank(shapes.AttendanceSerializer())
_PLACE = blank(PlaceSerializer())
