"""Text of agreements and topics, declared to redaction."""

from agreements.models import AgreementCitation
from redaction.stores import TextStore
from sources.text_stores import HASH, LANGUAGE, citation_store

_LENGTH = "a length of time"
_DAY = "a day of each year"

STORES = [
    TextStore("agreements.Topic", words=("names",)),
    TextStore("agreements.AgreementTemplate", words=("names",), nameless={"contents": "codes and keys of topics"}),
    TextStore(
        "agreements.Agreement",
        words=("form_as_written", "occasion", "background", "disclosure_basis"),
        nameless={
            "languages": LANGUAGE, "prevailing_language": LANGUAGE, "termination_notice": _LENGTH,
            "review_interval": _LENGTH,
        },
    ),
    TextStore("agreements.AgreementText", words=("title", "summary"), nameless={"language": LANGUAGE}),
    TextStore("agreements.AgreementIdentifier", listed=("scheme", "value")),
    TextStore(
        "agreements.Involvement",
        words=("name_as_written", "role_as_written", "side", "unit", "jurisdiction"),
    ),
    TextStore(
        "agreements.Signatory",
        words=(
            "name_as_written", "post_as_written", "post_by_language", "affiliation_as_written", "on_behalf_of",
            "authority",
        ),
    ),
    TextStore(
        "agreements.Commitment", words=("text", "unit", "due_event"), nameless={"due_each_year": _DAY}
    ),
    TextStore("agreements.Result", words=("text", "unit")),
    TextStore(
        "agreements.Contribution",
        words=("purpose", "wording", "due_event"),
        nameless={"currency": "a code of a currency", "due_each_year": _DAY},
    ),
    TextStore("agreements.Contact", words=("office",), listed=("website",)),
    TextStore(
        "agreements.Custody",
        words=("originals_at", "note"),
        listed=("file_number",),
        nameless={"retention": _LENGTH},
        belongs_to="agreement",
    ),
    TextStore(
        "agreements.Document",
        words=("title", "file_name"),
        listed=("address", "media_type"),
        nameless={"language": LANGUAGE, "sha256": HASH},
        files=("file",),
    ),
    TextStore(
        "agreements.Milestone",
        words=("places", "by_body_as_written", "condition", "scope", "reason", "legal_basis", "wording"),
    ),
    TextStore(
        "agreements.Term",
        words=("wording",),
        nameless=dict.fromkeys(["length", "renewal_length", "maximum_length", "non_renewal_notice"], _LENGTH),
    ),
    TextStore("agreements.AgreementRelation", words=("stub", "scope")),
    citation_store(AgreementCitation),
]  # fmt: skip
