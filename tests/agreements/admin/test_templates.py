"""A new agreement begins with a template of its kind: what such agreements share, and nothing that is said of one."""

from agreements.models import Agreement, AgreementTemplate
from tests import factories as make
from tests.desk.conftest import address

ADD = "/admin/agreements/agreement/add/"


def full_agreement() -> Agreement:
    agreement = make.AgreementFactory(titled=True, form="mou", bindingness="non_binding")
    agreement.topics.add(make.TopicFactory())
    make.AgreementTextFactory(agreement=agreement, language="ko", title="양해각서")
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2024-05-03")
    make.MilestoneFactory(agreement=agreement, kind="takes_effect", on="2024-06-01", reason={"en": "Secret"})
    make.CommitmentFactory(agreement=agreement)
    make.CustodyFactory(agreement=agreement)
    return agreement


def keep(desk, form_at, agreement, **names):
    page = address(agreement, "keep-template")
    return desk.post(page, form_at(desk, page) | names, follow=True)


def rows_of_kind(form, kind) -> list[str]:
    """The rows of key dates that a form has for a kind of them."""
    rows = [f"milestones-{number}" for number in range(int(form["milestones-TOTAL_FORMS"][0]))]
    return [row for row in rows if form[f"{row}-kind"] == [kind]]


def test_a_template_keeps_what_agreements_of_a_kind_have_in_common(desk, form_at):
    agreement = full_agreement()
    [party] = agreement.involvements.all()

    page = keep(desk, form_at, agreement, names_en="University exchange", names_ko="대학 교류")

    template = AgreementTemplate.objects.get()
    assert (page.redirect_chain[-1][0], template.names) == (
        f"{ADD}?template={template.pk}", {"en": "University exchange", "ko": "대학 교류"},
    )  # fmt: skip
    assert template.contents == {
        "": {
            "nature": agreement.nature, "form": "mou", "bindingness": "non_binding",
            "topics": [agreement.topics.get().pk],
        },
        "texts": [{"language": row.language} for row in agreement.texts.all()],
        "involvements": [{"role": party.role}],
        "milestones": [{"kind": row.kind} for row in agreement.milestones.all()],
    }  # fmt: skip


def test_a_row_of_a_template_in_which_nothing_is_typed_is_not_saved(desk, form_at):
    keep(desk, form_at, full_agreement(), names_en="University exchange")
    page = f"{ADD}?template={AgreementTemplate.objects.get().pk}"
    form = form_at(desk, page)
    assert form["form"] == ["mou"]
    assert rows_of_kind(form, "signed")

    desk.post(page, form | {"texts-0-title": "Exchange with Jena", "alike_checked": "yes"})

    agreement = Agreement.objects.get(texts__title="Exchange with Jena")
    assert (agreement.form, agreement.bindingness, agreement.topics.count()) == ("mou", "non_binding", 1)
    parts = (agreement.texts, agreement.milestones, agreement.involvements)
    assert [rows.count() for rows in parts] == [1, 0, 0]


def test_what_is_typed_in_a_row_of_a_template_is_saved_with_it(desk, form_at):
    keep(desk, form_at, full_agreement(), names_en="University exchange")
    page = f"{ADD}?template={AgreementTemplate.objects.get().pk}"
    form = form_at(desk, page)
    [row] = rows_of_kind(form, "takes_effect")

    desk.post(
        page,
        form | {"texts-0-title": "Exchange with Jena", f"{row}-on": "2026", "alike_checked": "yes"},
    )

    agreement = Agreement.objects.get(texts__title="Exchange with Jena")
    assert list(agreement.milestones.values_list("kind", "on")) == [("takes_effect", "2026")]


def test_templates_are_offered_on_a_new_form_and_one_that_is_gone_changes_nothing(desk, form_at):
    keep(desk, form_at, full_agreement(), names_en="University exchange")
    plain = desk.get(ADD).content.decode()
    assert "University exchange" in plain

    for wrong in ("999999", "x", "²", "1" * 40):
        assert form_at(desk, f"{ADD}?template={wrong}")["form"] == [""]


def test_a_template_without_a_name_is_not_kept(desk, form_at):
    agreement = full_agreement()

    for names in ({}, {"names_en": " "}, {"names_en": "\x00"}):
        page = desk.post(address(agreement, "keep-template"), names)
        assert page.context["form"].errors.keys() == {"names"}, names
    assert not AgreementTemplate.objects.exists()


def test_readers_keep_no_template(client, reader, groups):
    agreement = make.AgreementFactory(titled=True)
    client.force_login(reader)

    assert client.get(address(agreement, "keep-template")).status_code == 403
