"""Cost of counting a request of the API beside the same request uncounted, in one run.

    ./dev manage shell -c "import bench.limits; bench.limits.run()"

Asks the register that is there, each count committed as in production. Only the ratios mean something. Leaves one
partner behind, which it deletes.
"""

from django.test import Client, override_settings

from access.keys import actions
from access.models import Key, Partner
from bench.measuring import interleave

MUCH = {"anonymous": 10**9, "partner": 10**9}
NOTHING = {"anonymous": 0, "partner": 0}
ROUNDS = 200


def run() -> None:
    partner, _made = Partner.objects.get_or_create(name="bench", email="bench@example.org")
    try:
        key = actions.create_key(key=Key(partner=partner, name="bench", scopes=["read"]), by=None)
        for address in ("/api/v1/agreements/?limit=50", "/api/v1/agreements/A1"):
            print(address)
            with override_settings(RATE_LIMITS=NOTHING):
                group = interleave(arms(address, {"authorization": f"Bearer {key}"}), ROUNDS)
                report({name: samples.median or 0.0 for name, samples in group.items()})
    finally:
        partner.delete()


def arms(address: str, keyed: dict[str, str]) -> dict:
    client = Client(headers={"host": "localhost"})
    held = {"if-none-match": client.get(address).headers["ETag"]}

    def arm(limits, **headers):
        def request():
            with override_settings(RATE_LIMITS=limits):
                return client.get(address, headers=headers).content

        return request

    return {
        "uncounted": arm(NOTHING),
        "counted": arm(MUCH),
        "with a key, counted": arm(MUCH, **keyed),
        "304, uncounted": arm(NOTHING, **held),
        "304, given back": arm(MUCH, **held),
    }


def report(medians: dict[str, float]) -> None:
    for name, median in medians.items():
        beside = medians["304, uncounted" if name.startswith("304") else "uncounted"]
        print(f"{name:24} {median:7.2f} ms  {median / beside:5.2f} x")
