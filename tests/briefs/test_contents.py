"""A brief says what public pages say; nothing else is in it but the notes that were asked for."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import override

from briefs.builder import build_brief
from briefs.fitting import fitted
from briefs.subjects import country_subject, partner_subject, unit_subject
from register.models import Deadline, Entry
from tests import factories as make
from tests.briefs.conftest import MANY, TODAY, docx_text, pdf_text

pytestmark = pytest.mark.django_db


def built(subject, *, has_notes=False):
    return build_brief(subject, day=TODAY, has_notes=has_notes, absolute="https://register.example{}".format)


def section(brief, heading):
    return next(part for part in brief.sections if part.heading == heading)


def titles(part):
    return [item.title for item in part.items]


def test_counts_are_those_of_the_public_list(world, client):
    brief = built(country_subject("FR"))

    assert brief.counts == (f"{MANY} instruments – In effect: {MANY}",)
    page = client.get("/agreements/", {"country": "FR", "state": "in_force,provisionally_applied,suspended"})
    assert page.context["results"].count == MANY


def test_what_is_left_out_is_counted_and_found_at_the_address(world, client):
    brief = fitted(built(country_subject("FR")))

    part = section(brief, "In effect")

    assert part.hidden == MANY - len(part.items)
    assert part.more == f"and {part.hidden} more: {part.address.removeprefix('https://')}"
    page = client.get(part.address.removeprefix("https://register.example"))
    assert page.context["results"].count == part.total == MANY


def test_what_binds_comes_first(world):
    assert titles(section(built(country_subject("FR")), "In effect"))[0] == "Cultural treaty"


def test_status_and_reason_are_those_of_the_page(world, client):
    [item] = section(built(partner_subject(world.faculty)), "In effect").items

    page = client.get(f"/agreements/{world.one.ref}", follow=True).context["status"]
    assert item.facts.startswith(f"{page.tag.capitalize()} · ")
    assert item.lines == (page.why,)


def test_deadlines_are_the_rows_of_lists_and_queues(world):
    part = section(built(country_subject("FR")), "Falls due within a year")

    assert (
        part.total
        == Deadline.objects.filter(day__range=(TODAY, TODAY.replace(year=2027)))
        .exclude(entry__in=Entry.objects.exclude(keys__contains=["country:FR"]))
        .count()
    )
    assert part.items[0].lead == "31 March 2027 · last day"


def test_a_partner_comes_with_its_units(world):
    whole, unit = (
        {item.ref for item in section(built(partner_subject(each)), "In effect").items}
        for each in (world.university, world.faculty)
    )

    assert unit == {world.one.ref}
    assert whole == {world.one.ref, world.withheld.ref}


def test_activities_are_the_next_ones_and_the_last_with_their_outcomes(world):
    part = section(built(partner_subject(world.university)), "Next and latest activities")

    assert titles(part) == ["Meeting of ministers", "Second dialogue"]
    assert part.items[1].lines == ("– Closer ties.",)
    assert titles(section(built(partner_subject(world.university)), "Results")) == ["Ten researchers went."]


def test_with_nothing_a_brief_says_so(world):
    for subject in (country_subject("AQ"), partner_subject(world.own), unit_subject(world.faculty)):
        brief = built(subject)

        assert brief.counts == ("No agreement is published here.",)
        assert [(part.heading, part.items) for part in brief.sections] == [
            ("In effect", ()),
            ("Falls due within a year", ()),
            ("Next and latest activities", ()),
        ]
        assert all(part.empty and not fitted(brief).sections[0].more for part in brief.sections)


def test_a_unit_has_its_published_agreements_and_its_list_in_the_staff_area(world, client, reader):
    brief = built(unit_subject(world.own))
    part = section(brief, "In effect")

    assert [item.ref for item in part.items] == [world.one.ref]
    client.force_login(reader)
    rows = client.get(part.address.removeprefix("https://register.example")).context["cl"].queryset
    assert {str(row) for row in rows} == {"Exchange of lawyers", "Secret draft"}


def test_what_is_withheld_is_said_to_exist_and_no_more(world):
    part = section(built(partner_subject(world.university)), "In effect")

    [item] = [item for item in part.items if item.ref == world.withheld.ref]
    assert (item.title, item.lines) == ("University of Lund", ("Withheld",))


@pytest.mark.parametrize("asked", ["pdf", "docx"])
def test_drafts_and_what_is_withheld_are_in_no_brief(brief, world, asked):
    for subject in (f"organization={world.university.pk}", f"unit={world.own.pk}", "country=SE"):
        file = brief(f"{subject}&language=en&format={asked}&notes=on")
        text = pdf_text(file) if asked == "pdf" else docx_text(file)

        assert "Exchange of lawyers" in text
        assert not [
            word for word in ("Secret draft", "Purchase of aircraft", "Note on the draft") if word in text
        ]


def test_staff_notes_stand_only_in_a_brief_that_says_internal_on_each_page(brief, world):
    query = f"unit={world.own.pk}&language=en&format="

    pdf, document = brief(f"{query}pdf&notes=on"), brief(f"{query}docx&notes=on")

    assert all("Internal: with staff notes" in page.extract_text() for page in pdf.pages)
    assert "Internal: with staff notes" in document.sections[0].header.paragraphs[0].text
    for text in (pdf_text(pdf), docx_text(document)):
        assert "Office of Cooperation · F-77" in text
        assert "Ask the dean first." in text
    plain = pdf_text(brief(f"{query}pdf")), docx_text(brief(f"{query}docx"))
    assert not [word for text in plain for word in ("F-77", "Ask the dean", "Internal") if word in text]


def test_staff_notes_name_an_agreement_as_the_public_does(world):
    make.CustodyFactory(agreement=world.withheld, unit=world.own, note="In the vault.")
    world.one.texts.update(title="Edited since")

    part = section(built(partner_subject(world.university), has_notes=True), "Staff notes")

    assert {item.ref: item.title for item in part.items} == {
        world.one.ref: "Exchange of lawyers",
        world.withheld.ref: "University of Lund",
    }


def test_a_brief_is_in_the_words_and_names_of_its_language(world):
    with override("ko"):
        brief = built(partner_subject(world.university))

    assert brief.title == "현황 요약: 룬드 대학교"
    assert [part.heading for part in brief.sections][:2] == ["효력 있음", "1년 안에 기한이 되는 사항"]
    assert "Exchange of lawyers" in titles(brief.sections[0])  # it has no title in Korean


def test_a_brief_takes_as_many_queries_for_many_agreements_as_for_one(world, django_assert_num_queries):
    for code in ("FR", "SE"):
        with django_assert_num_queries(19):
            built(country_subject(code))
    with django_assert_num_queries(22):
        built(country_subject("SE"), has_notes=True)


def test_the_form_wants_one_subject(client, reader, world):
    client.force_login(reader)
    for query in ("", f"country=FR&organization={world.university.pk}"):
        page = client.get(f"/admin/brief/?{query}&language=en&format=pdf")

        assert page.context["form"].non_field_errors() == [
            "Choose one of the three: a country, a partner or a responsible unit."
        ]
    for query in (
        "country=XX",
        "organization=0",
        "unit=x",
        "country=FR&language=fr",
        "country=FR&format=exe",
    ):
        page = client.get(f"/admin/brief/?language=en&format=pdf&{query}")
        assert page.context["form"].errors


def test_notes_are_for_those_who_may_see_custody(brief, client, reader, world):
    reader.groups.clear()
    reader.user_permissions.add(Permission.objects.get(codename="view_agreement"))

    text = pdf_text(brief(f"unit={world.own.pk}&language=en&format=pdf&notes=on"))

    assert "Exchange of lawyers" in text
    assert "Ask the dean first." not in text
    assert "notes" not in client.get("/admin/brief/").context["form"].fields


def test_briefs_are_reached_from_where_staff_are(client, reader, world):
    client.force_login(reader)

    home = client.get(reverse("admin:index")).content.decode()
    own = client.get(reverse("admin:organizations_organization_change", args=[world.own.pk])).content.decode()

    assert 'href="/admin/brief/"' in home
    assert f'href="/admin/brief/?unit={world.own.pk}"' in own
    form = client.get(f"/admin/brief/?unit={world.own.pk}").context["form"]
    assert form.initial["unit"] == str(world.own.pk)


def test_names_of_files_are_readable_and_safe(client, reader, world):
    client.force_login(reader)
    odd = make.OrganizationFactory(name='../../etc\r\n"Law" <b>', is_own=True)

    names = [
        client.get(f"/admin/brief/?{query}")["Content-Disposition"]
        for query in (
            "country=FR&language=en&format=docx",
            "country=FR&language=ko&format=docx&notes=on",
            f"unit={odd.pk}&language=en&format=docx",
        )
    ]

    korean = quote("현황-요약-프랑스-2026-06-01-내부용.docx")
    assert names == [
        'attachment; filename="brief-france-2026-06-01.docx"',
        f"attachment; filename*=utf-8''{korean}",
        'attachment; filename="brief-etc-law-b-responsible-unit-2026-06-01.docx"',
    ]
