"""Text of followers, declared to redaction: what readers searched for, and nothing of who they are."""

from redaction.stores import TextStore

STORES = [
    TextStore("following.Subject", listed=("query",), nameless={"scope": "a code"}),
    TextStore("following.Follower", nameless={"digest": "a hash", "address": "encrypted"}),
    TextStore("following.Request", nameless={"language": "a code of a language"}),
    TextStore("following.Follow", nameless={"language": "a code of a language"}),
    TextStore("following.Finding", nameless={"ref": "a reference", "due": "a date"}),
]
