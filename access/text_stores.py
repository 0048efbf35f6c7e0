"""Text of partners, keys and readers' reports, declared to redaction."""

from redaction.stores import TextStore

STORES = [
    TextStore(
        "access.Partner",
        words=("name", "note"),
        listed=("email",),
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
    TextStore(
        "access.Invitation",
        nameless={"email": "an address of a colleague, until the invitation ends", "digest": "a hash"},
    ),
    TextStore(
        "access.LoginAttempt",
        nameless={"name_digest": "a hash", "address": "an address on the network"},
    ),
    TextStore("access.SharedValue", nameless=dict.fromkeys(["cache_key", "value"], "counts of the login")),
    TextStore("access.Attempt", nameless={"sender": "a hash of an address on the network"}),
]
