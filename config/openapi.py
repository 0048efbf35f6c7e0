"""The head of the OpenAPI document."""

SPECTACULAR_SETTINGS = {
    "TITLE": "Entente",
    "DESCRIPTION": "An open register of institutional agreements: what was agreed, by whom, and how we know.",
    "VERSION": "1.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "key": {
                "type": "http",
                "scheme": "bearer",
                "bearerFormat": "ent_<id>.<secret>",
                "description": "A partner's key. Never part of an address.",
            }
        }
    },
}
