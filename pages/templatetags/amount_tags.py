"""Filters of numbers that a source states: how they are meant, and over which period."""

from datetime import date

from django import template
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, pgettext

from core.choices import Comparison, Per
from core.units import counted
from pages.templatetags.page_tags import grouped_number, script_marked

register = template.Library()

_COMPARED = {
    Comparison.EXACTLY: gettext_lazy("exactly {}"),
    Comparison.ABOUT: gettext_lazy("about {}"),
    Comparison.AT_LEAST: gettext_lazy("at least {}"),
    Comparison.MORE_THAN: gettext_lazy("more than {}"),
    Comparison.UP_TO: gettext_lazy("up to {}"),
    Comparison.LESS_THAN: gettext_lazy("less than {}"),
}
# Periods of what has no number.
_EACH = {
    Per.MONTH: gettext_lazy("each month"),
    Per.YEAR: gettext_lazy("each year"),
    Per.TERM: Per.TERM.label,
}


@register.filter
def quantity(part: dict) -> str:
    """The number, unit and period of a part: up to 10 scholarships a year. Empty where it has none."""
    if part["quantity"] is None:
        return str(_EACH.get(part["per"], ""))
    number, unit = grouped_number(part["quantity"]), part["unit"]
    if not unit:
        return _compared(number, part)
    return _compared(counted(number, unit) or format_html("{} {}", number, script_marked(unit)), part)


@register.filter
def money(part: dict) -> str:
    """The amount, currency and period of a contribution: about EUR 5,000 a year. Empty where it has none."""
    if part["amount"] is None:
        return str(_EACH.get(part["per"], ""))
    return _compared(f"{part['currency']} {grouped_number(part['amount'])}", part)


def _compared(amount: str, part: dict) -> str:
    words = format_html(str(_COMPARED.get(part["comparison"], "{}")), amount)
    if part["per"] not in Per:
        return words
    return format_html(gettext("{amount} {per}"), amount=words, per=Per(part["per"]).label)


@register.filter
def yearly_day(text: str) -> str:
    """A day of every year in words: each year by 31 December, or each year in March."""
    month, _dash, day = text.removeprefix("--").partition("-")
    if not day:
        words = dateformat.format(date(2000, int(month), 1), pgettext("a month of every year", "F"))
        return gettext("each year in {month}").format(month=words)
    words = dateformat.format(date(2000, int(month), int(day)), pgettext("a day of every year", "j F"))
    return gettext("each year by {day}").format(day=words)
