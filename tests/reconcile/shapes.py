"""The shapes of the Reconciliation Service API 0.2 as JSON schemas: our words for what the specification demands."""

TEXT, NUMBER, FLAG = {"type": "string", "minLength": 1}, {"type": "number"}, {"type": "boolean"}
TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}


def thing(required: dict, optional: dict | None = None) -> dict:
    """An object of these members and no others."""
    members = required | (optional or {})
    return {
        "type": "object",
        "properties": members,
        "required": [*required],
        "additionalProperties": False,
    }


def some(items: dict) -> dict:
    return {"type": "array", "items": items}


def by_any_name(values: dict) -> dict:
    return {"type": "object", "additionalProperties": values}


TYPE = thing({"id": TEXT, "name": TEXT}, {"broader": some(thing({"id": TEXT, "name": TEXT}))})
SERVICE = thing({"service_url": TEXT, "service_path": TEXT})
MANIFEST = thing(
    {
        "versions": {"type": "array", "contains": {"const": "0.2"}, "items": TEXT},
        "name": TEXT,
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
    },
    {
        "defaultTypes": some(TYPE) | {"uniqueItems": True},
        "documentation": TEXT,
        "view": thing({"url": TEMPLATE}),
        "feature_view": thing({"url": TEMPLATE}),
        "preview": thing({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "suggest": thing({"entity": SERVICE, "type": SERVICE, "property": SERVICE}),
        "extend": thing({"propose_properties": SERVICE, "property_settings": some({})}),
        "batchSize": {"type": "integer", "minimum": 1},
    },
)
FEATURE = thing({"id": TEXT, "value": {"type": ["number", "boolean"]}})
CANDIDATE = thing(
    {"id": TEXT, "name": TEXT, "score": NUMBER},
    {
        "description": {"type": "string"},
        "type": some(thing({"id": TEXT, "name": TEXT})),
        "match": FLAG,
        "features": some(FEATURE),
    },
)
RESULTS = by_any_name(thing({"result": some(CANDIDATE)}))
SUGGESTED = {
    "entity": thing(
        {
            "result": some(
                thing(
                    {"id": TEXT, "name": TEXT},
                    {"description": {"type": "string"}, "notable": some(thing({"id": TEXT, "name": TEXT}))},
                )
            )
        }
    ),
    "type": thing({"result": some(TYPE)}),
    "property": thing(
        {"result": some(thing({"id": TEXT, "name": TEXT}, {"description": {"type": "string"}}))}
    ),
}
PROPOSED = thing(
    {"type": {"type": "string"}, "properties": SUGGESTED["property"]["properties"]["result"]},
    {"limit": {"type": "integer"}},
)
CELL = {
    "oneOf": [
        thing({"id": TEXT, "name": TEXT}),
        thing({"str": {"type": "string"}}),
        thing({"int": {"type": "integer"}}),
    ]
}
EXTENDED = thing(
    {
        "meta": some(thing({"id": TEXT, "name": TEXT}, {"type": TYPE, "service": TEXT})),
        "rows": by_any_name(by_any_name(some(CELL))),
    }
)
