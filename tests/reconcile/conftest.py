"""Fixtures of matching: a few organizations with many names, and an agreement between two of them."""

import json

import pytest

from register.publishing import publish
from tests import factories as make

NAMES = {
    "Norhaven University": [
        ("노르헤븐대학교", "ko", "official"), ("NHU", "en", "acronym"), ("Norhaven Polytechnic", "en", "former"),
    ],
    "Sudhaven University": [("쉬드헤븐대학교", "ko", "official"), ("NHU", "en", "acronym")],
    "Université de l'Ouest": [],
}  # fmt: skip


@pytest.fixture
def world(db):
    """O1 Norhaven (KR), O2 Sudhaven (GB), O3 l'Ouest (FR); ministries O4 (KR) and O5 (FR); A1 between O1 and O2."""
    countries = iter(("KR", "GB", "FR"))
    organizations = []
    for name, others in NAMES.items():
        one = make.OrganizationFactory(
            name=name, kind="university", country=next(countries), founded_on="1953",
            website=f"https://www.{name.split()[0].lower().replace('é', 'e')}.example/",
        )  # fmt: skip
        for text, language, kind in others:
            make.OrganizationNameFactory(organization=one, text=text, language=language, kind=kind)
        organizations.append(one)
    make.OrganizationIdentifierFactory(organization=organizations[0], scheme="ror", value="02mhbdp94")
    ministries = [
        make.OrganizationFactory(name="Ministry of Health", kind="ministry", country=code)
        for code in ("KR", "FR")
    ]
    agreement = make.AgreementFactory(
        titled=True, text__title="Memorandum on the Exchange of Oceanographers",
        party__organization=organizations[0],
    )  # fmt: skip
    make.AgreementTextFactory(agreement=agreement, language="ko", title="해양학자 교류에 관한 양해각서")
    make.InvolvementFactory(agreement=agreement, organization=organizations[1])
    make.MilestoneFactory(agreement=agreement)
    publish(*organizations, *ministries, agreement, by=None)
    return agreement


@pytest.fixture
def post_batch(client):
    """``post_batch({"q0": {"query": "…"}})``: the answer to a batch, sent as clients send it."""

    def post_batch(batch: dict, status: int = 200) -> dict:
        response = client.post("/reconcile", {"queries": json.dumps(batch)})
        assert response.status_code == status, response.content
        return response.json()

    return post_batch


@pytest.fixture
def candidates(post_batch):
    """``candidates("NHU", type="organization")``: the candidates for one query."""

    def candidates(query: str = "", **members) -> list[dict]:
        given = {name: value for name, value in {"query": query, **members}.items() if value}
        result = post_batch({"q0": given})["q0"]["result"]
        assert all(35 <= candidate["score"] <= 100 for candidate in result)
        return result

    return candidates
