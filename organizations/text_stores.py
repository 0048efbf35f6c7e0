"""Text of organizations, declared to redaction."""

from organizations.models import OrganizationCitation
from redaction.stores import TextStore
from sources.text_stores import LANGUAGE, citation_store

STORES = [
    TextStore("organizations.Organization", words=("name", "qualifier", "purpose"), listed=("website",)),
    TextStore("organizations.OrganizationName", words=("text",), nameless={"language": LANGUAGE}),
    TextStore("organizations.OrganizationIdentifier", listed=("value",)),
    TextStore("organizations.OrganizationRelation", words=("name_as_written", "degree")),
    TextStore("organizations.Location", words=("place", "role_as_written")),
    citation_store(OrganizationCitation),
]
