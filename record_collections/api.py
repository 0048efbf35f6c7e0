"""API views of collections."""

from api.records import RecordViewSet
from record_collections.filters import CollectionFilter
from record_collections.serializers import CollectionSerializer


class CollectionViewSet(RecordViewSet):
    filterset = CollectionFilter
    body = CollectionSerializer
