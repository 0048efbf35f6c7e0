"""The plain Django REST framework: ModelSerializers with prefetches and cursor pagination, on the plain tables."""

from django.urls import path
from rest_framework import generics, pagination, serializers

from bench.references.models import Agreement, Involvement, Milestone, Organization, Text, Topic


class OrganizationSerializer(serializers.ModelSerializer):
    class Meta:
        model, fields = Organization, ["ref", "name", "country"]


class InvolvementSerializer(serializers.ModelSerializer):
    organization = OrganizationSerializer()

    class Meta:
        model, fields = Involvement, ["key", "role", "side", "name_as_written", "organization"]


class TextSerializer(serializers.ModelSerializer):
    class Meta:
        model, fields = Text, ["key", "language", "title", "summary"]


class MilestoneSerializer(serializers.ModelSerializer):
    class Meta:
        model, fields = Milestone, ["key", "kind", "on"]


class TopicSerializer(serializers.ModelSerializer):
    class Meta:
        model, fields = Topic, ["ref", "names"]


class AgreementSerializer(serializers.ModelSerializer):
    texts, milestones = TextSerializer(many=True), MilestoneSerializer(many=True)
    involvements, topics = InvolvementSerializer(many=True), TopicSerializer(many=True)

    class Meta:
        model = Agreement
        fields = ["ref", "nature", "form", "bindingness", "texts", "involvements", "milestones", "topics"]


class Pages(pagination.CursorPagination):
    page_size, ordering = 50, ("-sort_on", "-id")


class List(generics.ListAPIView):
    queryset = Agreement.objects.prefetch_related(
        "texts", "milestones", "topics", "involvements__organization"
    )
    serializer_class, pagination_class = AgreementSerializer, Pages


urlpatterns = [path("agreements", List.as_view())]
