"""The API's views: read-only, open to all, JSON. Nothing here touches the desk, a session or a cookie."""

import base64
import json
from functools import cache

from django.forms import Field
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseRedirectBase
from django.urls import Resolver404, resolve
from django.utils.http import http_date
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from register import cursors, problems, reading, vocabularies
from register.addresses import Addresses, in_api
from register.caching import conditional
from register.choices import Action
from register.filters import RegisterFilterSet
from register.kinds import Kind, kind_named, kinds
from register.models import Entry, Version
from register.openapi import PublicSchema, RecordsSchema
from register.parameters import DayParameter, ListParameter, NumberParameter, Parameter, StrictForm
from register.serializers import ChangesSerializer

PAGE, LONGEST_PAGE = 50, 200
LAST_ID = 2**63 - 1
EXPOSED = (
    "Allow, ETag, Last-Modified, Link, Repr-Digest, Retry-After, X-Record-Published-At, X-Record-Ref, X-Record-Schema, "
    "X-Record-Version, X-Request-ID"
)
