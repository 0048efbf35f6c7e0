"""Text of partners, keys and readers' reports, declared to redaction."""

from redaction.stores import TextStore

STORES = [
    TextStore(
        "access.Partner",
        words=("name", "note"),
        nameless={
            "email": "an address that the partner gave to be written to: it is changed, or the partner deleted"
        },
    ),
    TextStore(
        "access.Key",
        words=("name",),
        nameless={"id": "random", "digest": "a hash", "scopes": "codes"},
    ),
    TextStore("access.Counter", nameless={"subject": "a key, or a hash of an address on the network"}),
    TextStore(
        "access.Report",
        words=("what", "email", "note"),
        nameless={"ref": "a reference", "language": "a code of a language", "source": "an address"},
        emptied=("email",),
    ),
    TextStore("access.Attempt", nameless={"sender": "a hash of an address on the network"}),
]
