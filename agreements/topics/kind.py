"""."""

from agreements.models import Topic
from agreements.topics.serializers import TopicSerializer
from register.kinds import Index, Kind
from register.search.vectors import TITLE

# Made once: a serializer takes longer to make than to use.
_TOPIC_SERIALIZER = TopicSerializer()


class TopicRecordKind(Kind):
    """Topics, under T."""

    letter, name, plural, model = "T", "topic", "topics", Topic
    relations = ["wider"]

    def prefetched(self, records):
        return records.select_related("parent")

    def body(self, record):
        return _TOPIC_SERIALIZER.to_representation(record)

    def index(self, body):
        index = Index(title=body["names"], texts={TITLE: list(body["names"].values())})
        index.refer("wider", body["parent"])
        return index

    def names(self, record):
        return [record.parent] if record.parent else []

    def mentioning(self, keys):
        return Topic.objects.filter(parent__in=keys[Topic])
