"""Topics as a kind of public record: body, index, links."""

from agreements.models import Topic
from agreements.topics.serializers import TopicSerializer
from register.index import Index
from register.kinds import Kind
from register.search.vectors import TITLE

# Made once: a serializer takes longer to make than to use.
_TOPIC_SERIALIZER = TopicSerializer()


class TopicRecordKind(Kind):
    """Topics, under T."""

    letter, name, plural, model = "T", "topic", "topics", Topic
    link_kinds = ["wider"]
    body_lookups = ["parent"]
    facet_names = ()
    serializer = "agreements.topics.serializers.TopicSerializer"
    filters = "agreements.topics.filters.TopicFilter"
    table = "agreements.topics.exports.TopicTable"
    matcher = None
    page = "agreements.topics.views.TopicDetail"
    is_shown_whole = is_subject = True
    search_rank, import_order = 5, 1

    def body(self, record):
        return _TOPIC_SERIALIZER.to_representation(record)

    def index(self, body):
        index = Index(title=body["names"], texts={TITLE: list(body["names"].values())})
        index.add_reference("wider", body["parent"])
        return index

    def dependencies(self, record):
        return [record.parent] if record.parent else []

    def records_mentioning(self, keys):
        return Topic.objects.filter(parent__in=keys[Topic])
