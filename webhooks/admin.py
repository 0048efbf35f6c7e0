"""Admin of endpoints and of the log of deliveries."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from desk.conflicts.admin import EditConflictsMixin
from desk.queues import Queue, QueueFilter
from register.choices import Action
from register.kinds import kinds
from webhooks import actions, signing
from webhooks.choices import AttemptResult, DeliveryState, EndpointState, KeyKind
from webhooks.models import Delivery, Endpoint, validate_ref

_STOPPED_QUEUE = Queue(
    "stopped", _("stopped after failures"), lambda: Q(state__in=[EndpointState.FAILED, EndpointState.GONE])
)
_FAILING_QUEUE = Queue(
    "failing", _("failing"), lambda: Q(state=EndpointState.ACTIVE, failing_since__isnull=False)
)


class EndpointForm(forms.ModelForm):
    """Form of an endpoint: its URL and the changes that it subscribes to."""

    actions = forms.MultipleChoiceField(
        label=_("actions"),
        choices=Action.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=Endpoint._meta.get_field("actions").help_text,
    )
    kinds = forms.MultipleChoiceField(
        label=_("kinds"),
        choices=lambda: [(kind.name, kind.model._meta.verbose_name_plural) for kind in kinds()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=Endpoint._meta.get_field("kinds").help_text,
    )
    refs = SimpleArrayField(
        forms.CharField(max_length=16, validators=[validate_ref]),
        label=_("records"),
        max_length=500,
        required=False,
        help_text=Endpoint._meta.get_field("refs").help_text,
    )


@admin.register(Endpoint)
class EndpointAdmin(EditConflictsMixin, admin.ModelAdmin):
    """Endpoints. Their secrets are on one page only, right after they are made."""

    form = EndpointForm
    list_display = ["url", "partner", "state", "waiting", "failing_since", "state_at"]
    list_filter = [QueueFilter, "state", "partner"]
    queues = [_STOPPED_QUEUE, _FAILING_QUEUE]
    search_fields = ["url", "description", "partner__name"]
    autocomplete_fields = ["partner"]
    list_select_related = ["partner"]
    actions = ["send_test", "stop", "start", "rotate"]
    readonly_fields = [
        "state", "reason", "state_at", "failures", "failing_since", "rests_until", "emailed_at", "cursor", "signs_with",
        "messages", "created_at",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["partner", "url", "description"]}),
        (_("What is sent to it"), {"fields": ["actions", "kinds", "refs"]}),
        (
            _("How it fares"),
            {
                "fields": [
                    ("state", "reason", "state_at"), ("failures", "failing_since", "rests_until"), "emailed_at",
                    "messages", "cursor", "signs_with", "created_at",
                ]
            },
        ),
    ]  # fmt: skip

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.fieldsets[:2]

    def get_queryset(self, request):
        waiting = Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING))
        return super().get_queryset(request).annotate(waiting=waiting)

    @admin.display(description=_("messages that wait"))
    def waiting(self, endpoint):
        return endpoint.waiting

    @admin.display(description=_("reason"))
    def reason(self, endpoint):
        """The last result, or the words of the staff."""
        return _result_label(endpoint.state_reason)

    @admin.display(description=_("messages"))
    def messages(self, endpoint):
        address = reverse("admin:webhooks_delivery_changelist")
        return format_html(
            '<a href="{}?endpoint__id__exact={}">{}</a>', address, endpoint.pk, _("All messages")
        )

    @admin.display(description=_("public keys"))
    def signs_with(self, endpoint):
        """The public halves of its key pairs; shared secrets are shown to nobody again."""
        try:
            public_keys = [
                (key.verification_key,) for key in endpoint.active_keys() if key.kind == KeyKind.ED25519
            ]
        except signing.UnreadableSecret:
            return gettext("They cannot be read: SECRET_KEY was changed. Make new secrets.")
        return format_html_join(", ", "<code>{}</code>", public_keys)

    def save_model(self, request, obj, form, change):
        if change:
            actions.save_endpoint(endpoint=obj, fields=form.changed_data)
        else:
            request.new_secrets = actions.create_endpoint(endpoint=obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self.secrets_page(request, obj, request.new_secrets)

    def secrets_page(self, request, endpoint, secrets):
        """The only page that ever shows secrets. No cache keeps it, as none keeps any page of the staff area."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("The secrets were made"),
            "opts": self.opts,
            "endpoint": endpoint,
            "secret": secrets[KeyKind.HMAC],
            "public_key": secrets[KeyKind.ED25519],
        }
        return TemplateResponse(request, "admin/webhooks/secrets_made.html", context)

    @admin.action(permissions=["change"], description=_("Send a test message"))
    def send_test(self, request, queryset):
        for endpoint in queryset.select_related("partner"):
            try:
                actions.send_test_delivery(endpoint=endpoint)
            except ValidationError as error:
                self.message_user(request, f"{endpoint}: {error.messages[0]}", messages.ERROR)
                continue
            message = _("%(url)s: a test message is on its way. Its page shows the result.")
            self.message_user(request, message % {"url": endpoint.url}, messages.SUCCESS)

    @admin.action(permissions=["change"], description=_("Stop: nothing is sent until it is started again"))
    def stop(self, request, queryset):
        for endpoint in queryset:
            actions.stop_endpoint(endpoint=endpoint, state=EndpointState.STOPPED, by=request.user)
        self.message_changed_count(request, len(queryset))

    @admin.action(permissions=["change"], description=_("Start: go on where it stopped"))
    def start(self, request, queryset):
        for endpoint in queryset:
            actions.start_endpoint(endpoint=endpoint, by=request.user)
        self.message_changed_count(request, len(queryset))

    def message_changed_count(self, request, count: int) -> None:
        message = ngettext("%(count)d webhook was changed.", "%(count)d webhooks were changed.", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS)

    @admin.action(
        permissions=["change"], description=_("Make new secrets: the old ones sign for one more day")
    )
    def rotate(self, request, queryset):
        if len(queryset) != 1:
            self.message_user(
                request, _("Choose one webhook: its secrets are shown only once."), messages.ERROR
            )
            return None
        [endpoint] = queryset
        secrets = actions.rotate_secrets(endpoint=endpoint, by=request.user)
        return self.secrets_page(request, endpoint, secrets)


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin):
    """The log of deliveries, read-only; a delivery can be sent again."""

    list_display = [
        "webhook_id",
        "about",
        "endpoint",
        "state",
        "last",
        "tries",
        "next_attempt_at",
        "created_at",
    ]
    list_filter = ["state", "last_result", "endpoint__partner", "endpoint"]
    search_fields = ["webhook_id", "change__ref", "endpoint__url"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    actions = ["redeliver"]
    fields = readonly_fields = [
        "webhook_id", "about", "endpoint", "state", "next_attempt_at", "finished_at", "created_at", "history",
    ]  # fmt: skip

    def has_add_permission(self, request):
        return False

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Without deleting: to delete a waiting delivery would keep a change from its endpoint."""
        actions_by_name = super().get_actions(request, action_location)
        return {name: action for name, action in actions_by_name.items() if name != "delete_selected"}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        buttons = {"show_save": False, "show_save_and_continue": False, "show_delete": False}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **buttons})

    def get_queryset(self, request):
        """With the changes, but not with their bodies."""
        return super().get_queryset(request).select_related("endpoint", "change").defer("change__body")

    @admin.display(description=_("about"), ordering="change__ref")
    def about(self, delivery):
        if delivery.change is None:
            return gettext("test")
        return f"{delivery.change.ref}/{delivery.change.number} {delivery.change.get_action_display()}"

    @admin.display(description=_("last attempt"), ordering="last_result")
    def last(self, delivery):
        status = delivery.attempts[-1]["status"] if delivery.attempts else None
        return f"{delivery.get_last_result_display()}{f' ({status})' if status else ''}"

    @admin.display(description=pgettext_lazy("webhook", "attempts"))
    def history(self, delivery):
        rows = [
            (
                date_format(localtime(parse_datetime(attempt["at"])), "Y-m-d H:i:s"),
                _result_label(attempt["result"]),
                attempt["status"] or "",
                f"{attempt['milliseconds']} ms",
                attempt["answer"],
            )
            for attempt in delivery.attempts
        ]
        return format_html(
            "<table><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr>{}</table>",
            _("when"), _("result of it"), _("status"), _("how long"), _("what was answered"),
            format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rows),
        )  # fmt: skip

    @admin.action(permissions=["change"], description=_("Send again, under the same message ids"))
    def redeliver(self, request, queryset):
        count = actions.redeliver(deliveries=Delivery.objects.filter(pk__in=queryset.values("pk")))
        message = ngettext("%(count)d message is sent again.", "%(count)d messages are sent again.", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS)


def _result_label(code: str):
    """The label of a result; anything else as it is."""
    return AttemptResult(code).label if code in AttemptResult.values else code
