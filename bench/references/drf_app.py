"""The plain Django REST framework: ModelSerializers with prefetches and cursor pagination, on the plain tables.

The module of URLs that ``drf_settings`` names: imported at the first request, when Django is ready for models.
"""

from django.db import models
from django.urls import path
from rest_framework import generics, pagination, serializers


class Named(models.Model):
    """A table that is there already."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Plain:
    app_label, managed = "plain", False


class Organization(Named):
    ref, name, country = models.TextField(), models.TextField(), models.TextField()

    class Meta(Plain):
        db_table = '"plain"."organization"'


class Topic(Named):
    ref, names = models.TextField(), models.JSONField()

    class Meta(Plain):
        db_table = '"plain"."topic"'


class Agreement(Named):
    ref, sort_on, nature, form = (
        models.TextField(),
        models.DateField(),
        models.TextField(),
        models.TextField(),
    )
    bindingness = models.TextField()
    topics = models.ManyToManyField(Topic, through="TopicOf")

    class Meta(Plain):
        db_table = '"plain"."agreement"'


class TopicOf(Named):
    agreement, topic = models.ForeignKey(Agreement, models.CASCADE), models.ForeignKey(Topic, models.CASCADE)

    class Meta(Plain):
        db_table = '"plain"."topic_of"'


class Text(Named):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="texts")
    key, language, title, summary = (models.TextField() for _column in range(4))

    class Meta(Plain):
        db_table = '"plain"."text"'


class Milestone(Named):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="milestones")
    key, kind, on = models.TextField(), models.TextField(), models.TextField()

    class Meta(Plain):
        db_table = '"plain"."milestone"'


class Involvement(Named):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="involvements")
    organization = models.ForeignKey(Organization, models.CASCADE)
    key, role, side, name_as_written = (models.TextField() for _column in range(4))

    class Meta(Plain):
        db_table = '"plain"."involvement"'


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
