"""A date on a model: its columns, its migrations, its form."""

from datetime import date

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps
from django.utils import translation

from core.edtf import EDTFError
from core.fields import EDTFBound, EDTFField
from core.forms import EDTFFormField

with isolate_apps("core") as isolated:

    class Dated(models.Model):
        """Something abstract with a date."""

        on = EDTFField(verbose_name="on")

        class Meta:
            app_label = "core"
            abstract = True
            apps = isolated

    class Ceremony(Dated):
        name = models.CharField()
        announced_on = EDTFField(blank=False)

        class Meta:
            app_label = "core"
            apps = isolated

        def __str__(self):
            return self.name

    class Visit(Dated):
        class Meta:
            app_label = "core"
            apps = isolated

        def __str__(self):
            return self.on


NAMES = [
    "id",
    "on",
    "on_earliest",
    "on_latest",
    "name",
    "announced_on",
    "announced_on_earliest",
    "announced_on_latest",
]


@pytest.fixture
def _tables(db):
    with connection.schema_editor() as editor:  # rolled back with the test
        editor.create_model(Ceremony)


# Columns


def test_the_columns_stand_beside_the_date_also_from_an_abstract_base():
    assert [field.name for field in Ceremony._meta.local_fields] == NAMES
    assert [field.name for field in Visit._meta.local_fields] == ["id", "on", "on_earliest", "on_latest"]
    assert [model._meta.get_field("on_latest").model for model in (Ceremony, Visit)] == [Ceremony, Visit]
    assert Visit._meta.get_field("on").names == ["on", "on_earliest", "on_latest"]


@pytest.mark.usefixtures("_tables")
@pytest.mark.parametrize("write", ["create", "bulk_create", "save"])
def test_every_way_of_saving_fills_the_columns(write):
    ceremony = Ceremony(name="gala", on="[..2014-09-29]", announced_on="2023-08~")
    if write == "bulk_create":
        Ceremony.objects.bulk_create([ceremony])
    elif write == "create":
        Ceremony.objects.create(name="gala", on="[..2014-09-29]", announced_on="2023-08~")
    else:
        ceremony = Ceremony.objects.create(name="gala", on="1999", announced_on="2001")
        ceremony.on, ceremony.announced_on = "[..2014-09-29]", "2023-08~"
        ceremony.save()

    row = ("[..2014-09-29]", None, date(2014, 9, 29), "2023-08~", date(2023, 8, 1), date(2023, 8, 31))
    assert list(Ceremony.objects.values_list(*NAMES[1:4], *NAMES[5:])) == [row]


@pytest.mark.usefixtures("_tables")
def test_a_cleared_date_clears_the_columns():
    ceremony = Ceremony.objects.create(name="gala", on="2014", announced_on="2001")

    ceremony.on = ""
    ceremony.full_clean()
    ceremony.save()

    assert list(Ceremony.objects.values_list("on", "on_earliest", "on_latest")) == [("", None, None)]


@pytest.mark.usefixtures("_tables")
def test_update_fields_writes_the_columns_that_it_names():
    ceremony = Ceremony.objects.create(name="gala", on="2014", announced_on="2001")

    ceremony.on = "2015"
    ceremony.save(update_fields=Ceremony._meta.get_field("on").names)

    assert Ceremony.objects.get(on_earliest="2015-01-01", on_latest="2015-12-31") == ceremony


@pytest.mark.usefixtures("_tables")
def test_a_row_loaded_in_part_keeps_its_columns(django_assert_num_queries):
    Ceremony.objects.create(name="gala", on="2014", announced_on="2001")

    with django_assert_num_queries(1):
        assert Ceremony.objects.only("on", "on_latest").get().on_latest == date(2014, 12, 31)
    ceremony = Ceremony.objects.defer("on").get()
    ceremony.name = "ball"
    ceremony.save()

    assert Ceremony.objects.values_list("name", "on_latest").get() == ("ball", date(2014, 12, 31))


@pytest.mark.usefixtures("_tables")
def test_queries_compare_with_any_text_and_with_the_days():
    Ceremony.objects.create(name="gala", on="2014-09~", announced_on="2001")

    assert Ceremony.objects.filter(
        on="2014-09~", on_earliest__lte="2014-09-30", on_latest__gte="2014-09-30"
    ).exists()
    assert not Ceremony.objects.filter(on="no date").exists()


def test_bounds_follow_the_date_at_once():
    visit = Visit(on="2023-08")
    seen = [visit.on_earliest]

    visit.on = "2014/.."
    visit.clean_fields()
    seen += [visit.on_earliest, visit.on_latest]

    assert seen == [date(2023, 8, 1), date(2014, 1, 1), None]


def test_a_date_says_itself_in_the_active_language():
    with translation.override("ko"):
        korean = Visit(on="2023-08").on_words

    assert (korean, Visit(on="2023-08").on_words, Visit().on_words) == ("2023년 8월", "August 2023", "")


# Refusals


def test_what_is_no_date_is_refused_with_the_sentence():
    visit = Visit(on="2014-02-30")

    with pytest.raises(ValidationError) as refused:
        visit.full_clean(validate_constraints=False)

    assert refused.value.message_dict == {"on": ["“2014-02-30” is not a day in the calendar."]}
    assert visit.on_earliest is None


@pytest.mark.usefixtures("_tables")
def test_code_that_does_not_clean_cannot_save_nonsense():
    with pytest.raises(EDTFError, match="“soon” is not a date in EDTF"):
        Ceremony.objects.create(name="gala", on="soon", announced_on="2001")


def test_a_date_is_optional_unless_it_says_so():
    with pytest.raises(ValidationError) as refused:
        Ceremony(name="gala").clean_fields()

    assert refused.value.message_dict == {"announced_on": ["This field cannot be blank."]}


def test_a_copy_of_the_field_is_as_optional_as_the_field():
    fields = [Ceremony._meta.get_field("on"), Ceremony._meta.get_field("announced_on")]

    assert [field.clone().blank for field in fields] == [True, False]


# Migrations


def changes(before: ProjectState, after: ProjectState) -> list:
    detector = MigrationAutodetector(before, after, MigrationQuestioner({"ask_initial": True}))
    found = detector.changes(graph=MigrationGraph())
    return [operation for migration in found.get("core", []) for operation in migration.operations]


def state_of(model: type[models.Model]) -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState.from_model(model))
    return state


def test_the_migration_lists_the_columns_and_a_second_run_finds_nothing():
    names = ["id", "on", "on_earliest", "on_latest"]
    [created] = changes(ProjectState(), state_of(Visit))

    migrated = ProjectState()
    created.state_forwards("core", migrated)
    historical = migrated.apps.get_model("core", "Visit")

    assert [name for name, _ in created.fields] == names
    assert [field.name for field in historical._meta.local_fields] == names
    assert changes(migrated, state_of(Visit)) == changes(migrated, state_of(historical)) == []


@pytest.mark.parametrize("order", [("on", "on_earliest", "on_latest"), ("on_latest", "on_earliest", "on")])
def test_a_historical_model_never_doubles_the_columns(order):
    fields = {"on": EDTFField(), "on_earliest": EDTFBound(), "on_latest": EDTFBound()}
    state = ProjectState()
    state.add_model(ModelState("core", "Visit", [("id", models.BigAutoField(primary_key=True))]
                               + [(name, fields[name]) for name in order]))  # fmt: skip

    historical = state.apps.get_model("core", "Visit")

    assert sorted(field.name for field in historical._meta.local_fields) == [
        "id",
        "on",
        "on_earliest",
        "on_latest",
    ]
    assert historical(on="2023").on_latest == date(2023, 12, 31)


# The form


class VisitForm(forms.ModelForm):
    class Meta:
        model = Visit
        fields = ("on",)


def test_a_form_keeps_edtf_and_shows_what_it_understood():
    form = VisitForm({"on": "on or before 3 Dec 2024"})

    assert form.is_valid()
    assert form.cleaned_data == {"on": "[..2024-12-03]"}
    assert form.instance.on_latest == date(2024, 12, 3)
    assert '<output class="edtf-words" id="id_on_words">on or before 3 December 2024</output>' in str(
        form["on"]
    )
    assert 'value="on or before 3 Dec 2024"' in str(form["on"])
    assert 'aria-describedby="id_on_hint id_on_words"' in str(form["on"])
    assert 'class="edtf"' in str(form["on"])
    assert "maxlength" not in str(form["on"])


def test_a_form_shows_what_is_stored_in_words():
    with translation.override("ko"):
        shown = str(VisitForm(instance=Visit(on="2002~"))["on"])

    assert 'value="2002~"' in shown
    assert '<output class="edtf-words" id="id_on_words">2002년경</output>' in shown


def test_what_was_typed_stays_when_it_is_asked_back():
    form = VisitForm({"on": "03/04/2014"})

    assert form.errors == {
        "on": ["“03/04/2014” can be 3 April 2014 or 4 March 2014: please write 2014-04-03 or 2014-03-04."]
    }
    assert 'value="03/04/2014"' in str(form["on"])
    assert "<output" not in str(form["on"])


def test_a_form_can_know_the_order_of_day_and_month():
    class Search(forms.Form):
        on = EDTFFormField(day_first=True, required=False)

    form = Search({"on": "03/04/2014"})

    assert form.is_valid()
    assert form.cleaned_data == {"on": "2014-04-03"}
    assert ">3 April 2014</output>" in str(form["on"])
    assert Search({"on": " "}).is_valid()


def test_the_same_date_in_other_words_is_no_change():
    form = VisitForm({"on": "3 Dec 2024"}, instance=Visit(on="2024-12-03"))

    assert not form.has_changed()


def test_the_admin_uses_the_same_input():
    field = admin.ModelAdmin(Visit, admin.site).formfield_for_dbfield(
        Visit._meta.get_field("on"), request=None
    )

    assert field.widget.template_name == "core/edtf_input.html"
