"""Pages on which a record, a list or a search is followed: feed, calendar, or letters to an address. No cookie."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from api.caching import conditional_response
from exports import feeds
from exports.public_file import PublicFileView
from following import actions, questions
from following.forms import FollowForm
from following.links import CONFIRM_WITHIN
from pages.views import PublicPageView, gone_response
from register import addresses
from register.kinds import kind_named
from site_profile.current import profile_of


# an anonymous form has no authority that another site could abuse, and the usual token would set a cookie
@method_decorator(csrf_exempt, name="dispatch")
class FollowView(PublicPageView):
    """The ways to follow a question. Subclasses say which. The answer never tells whether an address is known."""

    http_method_names = ["get", "head", "post", "options"]
    rate_limit = "follow"

    @classmethod
    def rate_cost(cls, request):
        """Only what sends a letter counts."""
        return 1 if request.method == "POST" else 0

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            response["Cache-Control"] = "no-store"
        return response

    def question(self, **parameters) -> questions.Question:
        """Raises NoQuestion."""
        raise NotImplementedError

    def without_question(self, **parameters) -> HttpResponse:
        """Response where there is nothing to follow."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **parameters) -> HttpResponse:
        try:
            question = self.question(**parameters)
        except questions.NoQuestion:
            return self.without_question(**parameters)
        form = FollowForm(question=question)
        form.initial["token"] = form.renewed_token()
        return self._form_response(question, form)

    def post(self, request: HttpRequest, **parameters) -> HttpResponse:
        try:
            question = self.question(**parameters)
        except questions.NoQuestion:
            return self.without_question(**parameters)
        form = FollowForm(request.POST, question=question)
        if not form.is_valid():
            return self._form_response(question, form, status=400)
        if not form.is_by_a_program:  # the same answer, so that it learns nothing
            values = form.cleaned_data
            actions.request_follow(
                address=values["email"], question=question, frequency=values["frequency"],
                with_deadlines=values["with_deadlines"], language=get_language() or settings.LANGUAGE_CODE,
            )  # fmt: skip
        return HttpResponseRedirect(reverse("follow:sent"))

    def _form_response(
        self, question: questions.Question, form: FollowForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "question": question,
            "feed_url": addresses.absolute_url(self.request, question.feed_path),
            "has_deadlines": question.dated_entries() is not None,
            "form": form,
            "errors": form.listed_errors(),
            "token": form.renewed_token(),
            "days": CONFIRM_WITHIN.days,
            "alternates": addresses.paths_by_language(lambda: question.form_path),
        }
        return render(self.request, "following/follow.html", context, status=status)


class FollowRecordView(FollowView):
    """A record with all that names it."""

    def question(self, ref):
        return questions.record_question(ref)

    def without_question(self, ref):
        try:
            kind = kind_named(ref[0])
        except LookupError:
            raise Http404 from None
        return gone_response(self.request, kind.name, ref)


class FollowListView(FollowView):
    """A list with its filters, also of a country or two."""

    def question(self, plural):
        return questions.list_question(plural, self.request.GET)

    def without_question(self, plural):
        """The list itself says what is wrong with its parameters."""
        try:
            kind = kind_named(plural)
        except LookupError:
            raise Http404 from None
        return HttpResponseRedirect(addresses.list_path(kind.name, self.request.GET.urlencode()))


class FollowSearchView(FollowView):
    """A search over all kinds."""

    def question(self):
        return questions.search_question(self.request.GET)

    def without_question(self):
        return HttpResponseRedirect(reverse("site:search"))


class SentView(PublicPageView):
    """What happens after an address was given, whoever it belongs to."""

    def get(self, request: HttpRequest) -> HttpResponse:
        alternates = addresses.paths_by_language(lambda: reverse("follow:sent"))
        return render(request, "following/sent.html", {"alternates": alternates, "days": CONFIRM_WITHIN.days})


class RecordFeedView(PublicFileView):
    """Atom feed of a record and of all that names it."""

    media_type = "application/atom+xml; charset=utf-8"

    def get(self, request, ref):
        try:
            question = questions.record_question(ref)
        except questions.NoQuestion:
            raise Http404 from None

        def build_response():
            content = feeds.newest_versions_feed(
                request, question.entries(), title=f"{question.heading} – {profile_of(request).site_name}",
                path=question.page_path, subtitle="",
            )  # fmt: skip
            return self.stream_response([content], f"{ref}.atom", is_attachment=False)

        return conditional_response(request, build_response)
