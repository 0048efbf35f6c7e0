"""API views of topics."""

from agreements.topics.filters import TopicFilter
from agreements.topics.serializers import TopicSerializer
from api.records import RecordViewSet


class TopicViewSet(RecordViewSet):
    filterset = TopicFilter
    body = TopicSerializer
