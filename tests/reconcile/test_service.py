"""The service is what the specification says: manifest, shapes, suggestions, previews, refusals."""

import json
import re
from html import unescape

import pytest
from jsonschema import validate

from reconcile.queries import MAX_BATCH
from reconcile.scoring import FEATURES
from register.models import Entry
from register.publishing import publish, withdraw
from tests import factories as make
from tests.reconcile import shapes

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def get_json(client):
    """``get_json("/reconcile", queries={…})``: the JSON of an answer to GET; what is no text is sent as JSON."""

    def get_json(address: str, status: int = 200, **parameters) -> dict:
        texts = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()
        }
        response = client.get(address, texts)
        assert response.status_code == status, response.content
        return response.json()

    return get_json


@pytest.mark.parametrize("address", ["/reconcile", "/reconcile/"])
def test_the_manifest_has_the_shape_of_the_specification_and_leads_to_what_is_there(
    get_json, client, address
):
    manifest = get_json(address)

    validate(manifest, shapes.MANIFEST)
    assert {one["id"] for one in manifest["defaultTypes"]} == {"organization", "agreement", "person"}
    for service in [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]:
        url = service["service_url"] + service["service_path"]
        assert client.get(url, {"prefix": "nor"}).status_code == 200
    assert manifest["view"]["url"] == manifest["identifierSpace"] + "{{id}}"
    page = client.get(manifest["view"]["url"].replace("{{id}}", "O1"), follow=True)
    assert "Norhaven University" in page.content.decode()
    for feature in FEATURES:
        assert get_json(manifest["feature_view"]["url"].replace("{{id}}", feature))["description"]


def test_candidates_have_the_shape_and_come_by_get_and_by_post(get_json, post_batch):
    batch = {
        "q0": {"query": "NHU", "type": "organization", "type_strict": "should", "limit": 2},
        "with a space": {"properties": [{"pid": "country", "v": ["FR", 7, True, {"id": "KR"}]}]},
        "nothing": {"query": "zzzz qqqq"},
    }

    answer = post_batch(batch)

    validate(answer, shapes.RESULTS)
    assert [*answer] == [*batch]
    assert {one["id"] for one in answer["q0"]["result"]} == {"O1", "O2"}
    assert answer["nothing"]["result"] == []
    assert {one["id"] for one in answer["q0"]["result"][0]["features"]} == {*FEATURES}
    assert get_json("/reconcile", queries=batch) == answer


def test_a_reference_in_a_cell_is_that_of_a_record_of_the_type_alone(post_batch):
    asked = [("O1", "organization"), ("P1", "organization"), ("A1", "organization"), ("O1", "agreement")]
    queries = {f"q{n}": {"query": ref, "type": kind} for n, (ref, kind) in enumerate(asked)}

    answers = post_batch(queries)

    found = [[one["id"] for one in answers[key]["result"]] for key in queries]
    assert found[0] == ["O1"]
    for (ref, _kind), ids in zip(asked[1:], found[1:], strict=True):
        assert ref not in ids


def test_a_blank_row_of_a_batch_has_no_result(post_batch):
    """OpenRefine sends the blank cells of a column with the others; 0.2 allows them."""
    blank = [
        {"query": ""}, {"query": " \t"}, {}, {"query": "", "type": "person", "limit": 3},
        {"query": "", "properties": [{"pid": "country", "v": ""}]},
    ]  # fmt: skip
    batch = {f"b{n}": query for n, query in enumerate(blank)}

    answer = post_batch({**batch, "q": {"query": "Norhaven University"}})

    validate(answer, shapes.RESULTS)
    assert {key: answer[key]["result"] for key in batch} == {key: [] for key in batch}
    assert answer["q"]["result"]
    assert post_batch(batch) == {key: {"result": []} for key in batch}


@pytest.mark.parametrize(
    ("batch", "message"),
    [
        ("[", "This is not JSON."),
        ("[]", "A JSON object is needed here."),
        ({"q0": "Norhaven"}, "q0: A query is a JSON object."),
        ({"q0": {"query": 7}}, "q0/query: A text is needed here."),
        ({"q0": {"query": "x", "tpye": "person"}}, "q0: There is no member `tpye` here. Did you mean `type`?"),
        ({"q0": {"query": "x", "type": "organisation"}},
         "q0/type: There is no type `organisation` here. Did you mean `organization`?"),
        ({"q0": {"query": "x", "limit": 0}}, "q0/limit: A positive whole number is needed here."),
        ({"q0": {"query": "x", "properties": {}}}, "q0/properties: A list of objects is needed here."),
        ({"q0": {"query": "x", "properties": [{"pid": "contry", "v": "KR"}]}},
         "q0/properties: There is no property `contry` here. Did you mean `country`?"),
        ({"q0": {"query": "x", "type_strict": "maybe"}}, "q0/type_strict: There is no value `maybe` here."),
        ({"q0": {"query": "x", "properties": [{"pid": "country", "v": [[]]}]}},
         "q0/properties/country: A value is a text, a number, true, false, or a record with its `id`."),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_and_the_place_is_named(get_json, batch, message):
    problem = get_json("/reconcile", 400, queries=batch)

    assert problem["code"] == "invalid_parameters"
    assert [(one["parameter"], one["message"]) for one in problem["errors"]] == [("queries", message)]


@pytest.mark.parametrize("form", [
    {"queries": '{"\\ud800": {"query": "x"}}'},
    {"queries": '{"q0": {"query": "x", "type": "\\ud800"}}'},
    {"queries": "[" * 60_000},
    {"extend": '{"ids": ["\\ud800"], "properties": []}'},
])  # fmt: skip
def test_what_is_no_text_is_refused(client, form):
    response = client.post("/reconcile", form)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (400, "malformed")


def test_signs_that_no_database_takes_are_left_out(get_json):
    answer = get_json("/reconcile", extend={"ids": ["\x00O1"], "properties": [{"id": "country"}]})

    assert answer["rows"] == {"O1": {"country": [{"str": "KR"}]}}


def test_too_much_at_once_is_refused_with_the_limit(post_batch, get_json):
    problem = post_batch({f"q{n}": {"query": "x"} for n in range(MAX_BATCH + 1)}, status=413)

    assert problem["code"] == "content_too_large"
    assert problem["detail"] == "A batch holds at most 25 queries; this one has 26."
    assert get_json("/reconcile")["batchSize"] == MAX_BATCH
    extend = {"ids": [f"O{n}" for n in range(201)], "properties": [{"id": "country"}]}
    assert get_json("/reconcile", 413, extend=extend)["code"] == "content_too_large"
    extend = {"ids": ["O1"], "properties": [{"id": "country"}] * 41}
    assert get_json("/reconcile", 413, extend=extend)["code"] == "content_too_large"
    for conditions in ([{"pid": "country", "v": "KR"}] * 21, [{"pid": "country", "v": ["KR"] * 21}]):
        problem = post_batch({"q": {"query": "x", "properties": conditions}}, status=413)
        assert problem["code"] == "content_too_large"


def test_a_post_without_anything_in_it_is_refused(client):
    empty = client.post("/reconcile", {})
    json_body = client.post("/reconcile", "{}", content_type="application/json")

    [error] = empty.json()["errors"]
    assert (empty.status_code, empty.json()["code"], error["code"]) == (400, "invalid_parameters", "empty")
    assert (json_body.status_code, json_body.json()["code"]) == (415, "unsupported_media_type")


def test_scripts_of_any_origin_may_ask_and_no_cookie_is_set(client):
    posted = client.post(
        "/reconcile", {"queries": '{"q":{"query":"NHU"}}'}, headers={"origin": "https://a.example"}
    )
    before = client.options("/reconcile", headers={"origin": "https://a.example"})

    for response in (posted, before, client.get("/reconcile"), client.get("/reconcile/suggest/entity")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
    assert "POST" in before["Access-Control-Allow-Methods"]
    assert posted["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("what", "prefix", "first"),
    [
        ("entity", "Norh", "O1"), ("entity", "norhaven un", "O1"), ("entity", "노르", "O1"), ("entity", "o3", "O3"),
        ("entity", "ocean", "A1"), ("entity", "해양", "A1"), ("type", "univ", "organization:university"),
        ("type", "agree", "agreement"), ("property", "coun", "country"), ("property", "ROR", "ror"),
    ],
)  # fmt: skip
def test_suggestions_come_while_somebody_types(get_json, what, prefix, first):
    answer = get_json(f"/reconcile/suggest/{what}", prefix=prefix, _="123", spell="always")

    validate(answer, shapes.SUGGESTED[what])
    assert answer["result"][0]["id"] == first


def test_a_suggestion_is_described_by_its_narrowest_type(get_json):
    found = {row["id"]: row for row in get_json("/reconcile/suggest/entity", prefix="nor")["result"]}

    assert found["O1"]["description"].split(" · ")[0] == "university"
    assert found["O1"]["notable"][0]["id"] == "organization:university"


def test_suggestions_go_on_and_keep_to_a_type(get_json):
    everything = get_json("/reconcile/suggest/entity", prefix="university")["result"]

    assert get_json("/reconcile/suggest/entity", prefix="university", cursor="1")["result"] == everything[1:]
    assert get_json("/reconcile/suggest/entity", prefix="university", type="person")["result"] == []
    assert get_json("/reconcile/suggest/entity", prefix="u")["result"] == []
    assert get_json("/reconcile/suggest/entity")["result"] == []
    for cursor in ("-1", "1001", "0000000001", "1" * 30, ""):
        get_json("/reconcile/suggest/entity", 400, prefix="university", cursor=cursor)


def test_values_are_told_of_records(get_json):
    names = [
        "name_ko",
        "acronym",
        "former_name",
        "country",
        "ror",
        "parent",
        "founded",
        "party",
        "state",
        "signed",
    ]
    request = {"ids": ["O1", "A1", "O99"], "properties": [{"id": name, "settings": {}} for name in names]}

    answer = get_json("/reconcile", extend=request)

    validate(answer, shapes.EXTENDED)
    assert [one["id"] for one in answer["meta"]] == names
    assert {name: values for name, values in answer["rows"]["O1"].items() if values} == {
        "name_ko": [{"str": "노르헤븐대학교"}], "acronym": [{"str": "NHU"}],
        "former_name": [{"str": "Norhaven Polytechnic"}], "country": [{"str": "KR"}], "ror": [{"str": "02mhbdp94"}],
        "founded": [{"str": "1953"}],
    }  # fmt: skip
    assert answer["rows"]["A1"]["party"] == [
        {"id": "O1", "name": "Norhaven University"}, {"id": "O2", "name": "Sudhaven University"},
    ]  # fmt: skip
    assert answer["rows"]["A1"]["state"] == [{"str": "in_force"}]
    assert answer["rows"]["A1"]["signed"] == [{"str": "2020-05-13"}]
    assert answer["rows"]["O99"] == {name: [] for name in names}


def test_of_what_was_withdrawn_nothing_is_told_and_nothing_suggested(get_json, world):
    request = {"ids": ["A1"], "properties": [{"id": "party"}, {"id": "signed"}]}
    assert get_json("/reconcile", extend=request)["rows"]["A1"]["party"]

    withdraw(world, by=None, reason={"en": "By mistake."})

    assert get_json("/reconcile", extend=request)["rows"] == {"A1": {"party": [], "signed": []}}
    for prefix in ("A1", "memorandum", "oceanographers"):
        assert get_json("/reconcile/suggest/entity", prefix=prefix)["result"] == []


def test_what_can_be_told_of_a_type_is_proposed(get_json):
    answer = get_json("/reconcile/properties", type="organization:university")

    validate(answer, shapes.PROPOSED)
    assert {"country", "ror", "parent"} <= {one["id"] for one in answer["properties"]}
    assert "party" not in {one["id"] for one in answer["properties"]}
    assert len(get_json("/reconcile/properties", type="agreement", limit="3")["properties"]) == 3


def test_the_preview_alone_may_stand_in_a_frame_of_others(client):
    preview, service = client.get("/reconcile/preview/O1"), client.get("/reconcile")

    assert "frame-ancestors *" in preview["Content-Security-Policy"]
    assert "script-src 'none'" in preview["Content-Security-Policy"]
    assert "X-Frame-Options" not in preview
    others = (
        "/reconcile/records/O1", "/reconcile/suggest/entity?prefix=n", "/reconcile/properties", "/organizations/",
        "/organizations/O1/versions/1", "/reconcile/nothing", "/reconcile/preview/", "/api/v1/organizations/O1",
        "/admin/login/",
    )  # fmt: skip
    for other in (service, client.get("/organizations/O1", follow=True), *map(client.get, others)):
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"


def test_the_preview_says_what_tells_a_record_from_others(client):
    page = client.get("/reconcile/preview/O1").content.decode()

    for word in ("Norhaven University", "NHU", "노르헤븐대학교", "1953", "university", "KR"):
        assert word in page
    assert re.search(r'href="/organizations/O1/[^"]+"', page)
    assert "Sudhaven University" in client.get("/reconcile/preview/A1").content.decode()


def test_the_preview_of_what_is_not_public(client, world):
    publish(make.OrganizationFactory(name="Gone"), by=None)
    withdraw(world, by=None, reason={"en": "By mistake."})
    withdrawn = client.get("/reconcile/preview/A1")

    assert withdrawn.status_code == 410
    assert "Oceanographers" not in withdrawn.content.decode()
    assert "frame-ancestors *" in withdrawn["Content-Security-Policy"]
    assert client.get("/reconcile/preview/O99").status_code == 404


def test_a_preview_has_the_name_as_its_title_and_heading(client):
    html = client.get("/reconcile/preview/O1").content.decode()

    name = Entry.objects.get(ref="O1").title
    [title], [heading] = re.findall("<title>(.*?)</title>", html), re.findall("<h1.*?<a[^>]*>(.*?)</a>", html)
    assert title == heading
    assert unescape(title) in name.values()
