"""Text of people, declared to redaction."""

from people.models import PersonCitation
from redaction.stores import TextStore
from sources.text_stores import citation_store

STORES = [
    TextStore("people.Person", words=("name",)),
    TextStore("people.PersonName", words=("text",), nameless={"language": "a code of a language"}),
    TextStore("people.PersonIdentifier", listed=("value",)),
    TextStore("people.Position", words=("organization_as_written", "post", "post_by_language")),
    citation_store(PersonCitation),
]
