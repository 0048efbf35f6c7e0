"""Plural forms for the number of agreements in a list: by form if it has one form, else by nature."""

from django.utils.translation import ngettext_lazy

COUNT_WORDS = {
    "": ngettext_lazy("%(count)s agreement", "%(count)s agreements", "count"),
    "form:treaty": ngettext_lazy("%(count)s treaty", "%(count)s treaties", "count"),
    "form:convention": ngettext_lazy("%(count)s convention", "%(count)s conventions", "count"),
    "form:framework_agreement": ngettext_lazy(
        "%(count)s framework agreement", "%(count)s framework agreements", "count"
    ),
    "form:protocol": ngettext_lazy("%(count)s protocol", "%(count)s protocols", "count"),
    "form:exchange_of_notes": ngettext_lazy(
        "%(count)s exchange of notes", "%(count)s exchanges of notes", "count"
    ),
    "form:arrangement": ngettext_lazy("%(count)s arrangement", "%(count)s arrangements", "count"),
    "form:implementing_arrangement": ngettext_lazy(
        "%(count)s implementing arrangement", "%(count)s implementing arrangements", "count"
    ),
    "form:mou": ngettext_lazy(
        "%(count)s memorandum of understanding", "%(count)s memoranda of understanding", "count"
    ),
    "form:letter_of_intent": ngettext_lazy(
        "%(count)s letter of intent", "%(count)s letters of intent", "count"
    ),
    "form:declaration": ngettext_lazy(
        "%(count)s declaration or joint statement", "%(count)s declarations or joint statements", "count"
    ),
    "form:agreed_minutes": ngettext_lazy(
        "%(count)s set of agreed minutes", "%(count)s sets of agreed minutes", "count"
    ),
    "form:twinning": ngettext_lazy(
        "%(count)s twinning or sister relationship", "%(count)s twinnings or sister relationships", "count"
    ),
    "form:contract": ngettext_lazy("%(count)s contract", "%(count)s contracts", "count"),
    "nature:instrument": ngettext_lazy("%(count)s instrument", "%(count)s instruments", "count"),
    "nature:programme": ngettext_lazy("%(count)s programme", "%(count)s programmes", "count"),
    "nature:dialogue": ngettext_lazy("%(count)s dialogue", "%(count)s dialogues", "count"),
}
