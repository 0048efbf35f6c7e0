"""Text of reminders, declared to redaction: there is none, since digests are written when they are sent."""

from redaction.stores import TextStore

STORES = [TextStore("reminders.Preferences", nameless={"calendar_digest": "a hash"})]
