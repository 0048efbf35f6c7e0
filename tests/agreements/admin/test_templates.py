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


def test_a_template_keeps_what_agreements_of_a_kind_have_in_common(desk, form_at):
    agreement = full_agreement()
    [party] = agreement.involvements.all()

    page = keep(desk, form_at, agreement, names_0="University exchange", names_1="대학 교류")

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
    keep(desk, form_at, full_agreement(), names_0="University exchange")
    page = f"{ADD}?template={AgreementTemplate.objects.get().pk}"
    form = form_at(desk, page)
    assert form["form"] == "mou"
    assert [form[f"milestones-{row}-kind"] for row in range(int(form["milestones-TOTAL_FORMS"]))].count(
        "signed"
    ) >= 1
    [title] = [name for name in form if name.startswith("texts-") and name.endswith("-title")][:1]

    desk.post(page, form | {title: "Exchange with Jena", "alike_checked": "yes"})

    agreement = Agreement.objects.exclude(texts__title__startswith="Memorandum").get(
        texts__title="Exchange with Jena"
    )
    assert (agreement.form, agreement.bindingness, agreement.topics.count()) == ("mou", "non_binding", 1)
    assert (agreement.texts.count(), agreement.milestones.count(), agreement.involvements.count()) == (
        1,
        0,
        0,
    )


def test_what_is_typed_in_a_row_of_a_template_is_saved_with_it(desk, form_at):
    keep(desk, form_at, full_agreement(), names_0="University exchange")
    page = f"{ADD}?template={AgreementTemplate.objects.get().pk}"
    form = form_at(desk, page)
    rows = [
        row
        for row in range(int(form["milestones-TOTAL_FORMS"]))
        if form[f"milestones-{row}-kind"] == "takes_effect"
    ]

    desk.post(
        page,
        form
        | {"texts-0-title": "Exchange with Jena", f"milestones-{rows[0]}-on": "2026", "alike_checked": "yes"},
    )

    agreement = Agreement.objects.get(texts__title="Exchange with Jena")
    assert list(agreement.milestones.values_list("kind", "on")) == [("takes_effect", "2026")]


def test_templates_are_offered_on_a_new_form_and_one_that_is_gone_changes_nothing(desk, form_at):
    keep(desk, form_at, full_agreement(), names_0="University exchange")
    plain = desk.get(ADD).content.decode()
    assert "University exchange" in plain

    for wrong in ("999999", "x", "²", "1" * 40):
        assert form_at(desk, f"{ADD}?template={wrong}")["form"] == ""


def test_readers_keep_no_template(client, reader, groups):
    agreement = make.AgreementFactory(titled=True)
    client.force_login(reader)

    assert client.get(address(agreement, "keep-template")).status_code == 403
