"""The page on which those who may edit the profile of the site: what it takes, what it refuses, and in which words."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from site_profile.models import SiteProfile
from tests.attachments import pdf, picture
from tests.desk.conftest import member

LIST, PAGE = "/admin/site_profile/siteprofile/", "/admin/site_profile/siteprofile/1/change/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(publishing_desk, form_at):
    """``page(**facts)``: the answer to the form with these facts typed into it."""
    publishing_desk.get(LIST)

    def page(**facts):
        form = form_at(publishing_desk, PAGE)
        return publishing_desk.post(PAGE, {**form, **facts})

    return page


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def refused(response, field: str) -> list[str]:
    assert response.status_code == 200
    return [str(error) for error in response.context["adminform"].form.errors.get(field, [])]


def test_there_is_one_form_and_no_list(publishing_desk):
    assert publishing_desk.get(LIST, follow=True).redirect_chain == [(PAGE, 302)]
    assert publishing_desk.get("/admin/site_profile/siteprofile/add/").status_code == 403
    assert publishing_desk.get("/admin/site_profile/siteprofile/1/delete/").status_code == 403


def test_what_is_saved_shows_at_once_on_public_pages(page, client):
    assert (
        page(name_en="Register of pacts", name_ko="협약 등록부", institution_en="Institute").status_code
        == 302
    )

    assert "– Register of pacts</title>" in client.get("/about").content.decode()
    assert "– 협약 등록부</title>" in client.get("/ko/about").content.decode()
    assert '<p class="institution">Institute</p>' in client.get("/about").content.decode()
    assert (
        '<p class="institution"><span lang="en">Institute</span></p>'
        in client.get("/ko/about").content.decode()
    )


def test_words_with_html_stay_words(page, client):
    words = '<script>alert(1)</script> & "more" <b>bold</b>'
    fields = (
        "words",
        "contact",
        "scope",
        "imprint",
        "privacy",
        "data_protection",
        "accessibility",
        "institution",
    )
    assert page(**{f"{field}_en": words for field in fields}, name_en="<i>Register</i>").status_code == 302

    for address in ("/", "/about", "/about/imprint", "/about/privacy", "/about/accessibility", "/about/data"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<b>bold" not in html
        assert "<i>Register" not in html
        assert "&lt;i&gt;Register&lt;/i&gt;" in html


def test_prose_has_paragraphs_lines_and_links_and_says_its_language(page, client):
    page(imprint_ko="첫 줄\n둘째 줄\n\n둘째 문단 https://example.org/a?b=1&c=2")

    html = client.get("/about/imprint").content.decode()

    assert '<p class="in-language">in Korean</p><div lang="ko"><p>첫 줄<br>둘째 줄</p>' in html
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow">' in html
    assert '<p class="in-language">' not in client.get("/ko/about/imprint").content.decode()


@pytest.mark.parametrize(("field", "most"), [("name", 100), ("institution", 100), ("words", 400)])
def test_texts_have_room_up_to_a_length_and_say_so_beyond_it(page, field, most):
    assert refused(page(**{f"{field}_ko": "가" * (most + 1)}), field) == [
        f"At most {most} letters in each language; this has {most + 1} (ko)."
    ]
    assert page(**{f"{field}_ko": "가" * most}).status_code == 302


def test_a_name_is_one_line_as_subjects_of_letters_are(page):
    page(name_en="Register\r\n of  pacts\nBcc: x@example.org")

    assert SiteProfile.objects.get().name["en"] == "Register of pacts Bcc: x@example.org"


# The colour


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can(page):
    assert refused(page(accent="#ff8800"), "accent") == [
        "This colour cannot be read well on white: its contrast is 2.13 to 1, and 4.5 to 1 is needed. "
        "The nearest shade that passes is #a85a00."
    ]
    assert page(accent="#A85A00").status_code == 302
    assert SiteProfile.objects.get().accent == "#a85a00"


def test_what_is_no_colour_is_refused(page):
    assert refused(page(accent="red"), "accent") == [
        "Write a colour as # and six digits from 0 to 9 and a to f, such as #0b4a6f."
    ]


def test_a_colour_goes_to_pages_in_a_style_sheet_of_its_own(page, client):
    assert "accent-" not in client.get("/about").content.decode()
    page(accent="#7a1f3d")

    assert '<link rel="stylesheet" href="/accent-7a1f3d.css">' in client.get("/about").content.decode()
    style = client.get("/accent-7a1f3d.css")
    assert (style.status_code, style["Content-Type"]) == (200, "text/css")
    assert "immutable" in style["Cache-Control"]
    assert style.content.decode().split("\n")[:2] == [
        ":root { --accent: #7a1f3d; --accent-ink: var(--paper); --second: var(--ink); }",
        "@media (prefers-color-scheme: dark) { :root { --accent: #d76389; } }",
    ]
    for address in ("/accent-ffffff.css", "/accent-7a1f3.css", "/accent-red.css", "/accent-7A1F3D.css"):
        assert client.get(address).status_code == 404


# The logo


def test_a_logo_is_drawn_anew_without_anything_else_that_was_in_it(page, client):
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (2000, 900), "#7a1f3d").save(photo, "JPEG", exif=exif, comment=b"secret comment")
    assert page(logo=upload(photo.getvalue() + b"<script>secret()", "photo.jpg")).status_code == 302

    profile = SiteProfile.objects.get()
    html = client.get("/about").content.decode()
    assert '<img class="logo" alt="" width="89" height="40"' in html
    assert f'src="/logo-{profile.logo_sha256}.png"' in html
    response = client.get(f"/logo-{profile.logo_sha256}.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "immutable" in response["Cache-Control"]
    assert response.cookies == {}
    assert Image.open(io.BytesIO(response.content)).size == (267, 120)
    assert b"secret" not in response.content


def test_another_logo_has_another_address_and_a_tick_takes_it_away(page, client):
    page(logo=upload(picture("PNG", (80, 40))))
    first = SiteProfile.objects.get().logo_sha256
    page(logo=upload(picture("PNG", (60, 60))))
    second = SiteProfile.objects.get().logo_sha256

    assert client.get(f"/logo-{first}.png").status_code == 404
    assert client.get(f"/logo-{second}.png").status_code == 200
    page(**{"logo-clear": "on"})
    assert client.get(f"/logo-{second}.png").status_code == 404
    assert 'class="logo"' not in client.get("/about").content.decode()


NO_PICTURE = (
    "A logo is a PNG or JPEG picture. Drawings (SVG) can hold scripts: export yours as a PNG and choose that."
)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (SVG, "logo.svg", NO_PICTURE),
        (SVG, "logo.png", NO_PICTURE),
        (b"\xff\xfe" + SVG, "logo.png", NO_PICTURE),
        (pdf(), "logo.pdf", NO_PICTURE),
        (
            picture("PNG")[:-20],
            "logo.png",
            "This PNG file is incomplete or damaged: open it, save it again and attach that.",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "logo.png",
            "This PNG file is incomplete or damaged: open it, save it again and attach that.",
        ),
    ],
)
def test_what_is_no_picture_is_refused_in_words(page, content, name, words):
    assert refused(page(logo=upload(content, name)), "logo") == [words]
    assert not SiteProfile.objects.get().logo


def test_a_huge_logo_is_refused_and_a_large_one_made_small(page):
    huge, large = io.BytesIO(), io.BytesIO()
    Image.new("1", (8000, 4000)).save(huge, "PNG")
    Image.new("L", (4000, 4000)).save(large, "PNG")

    assert refused(page(logo=upload(huge.getvalue())), "logo") == [
        "This picture has 8000 × 4000 pixels: make it smaller, 720 wide is enough."
    ]
    assert page(logo=upload(large.getvalue())).status_code == 302
    assert SiteProfile.objects.get().logo_size < 2000


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_logo_that_is_gone_from_the_storage_or_damaged_leaves_the_pages_as_they_are(
    page, client, is_damaged
):
    page(logo=upload(picture("PNG", (80, 40))))
    profile = SiteProfile.objects.get()
    profile.logo.storage.delete(profile.logo.name)
    if is_damaged:
        profile.logo.storage.save(profile.logo.name, ContentFile(b"\x89PNG no picture"))

    assert client.get("/about").status_code == 200
    assert 'class="logo"' not in client.get("/about").content.decode()
    assert client.get(f"/logo-{profile.logo_sha256}.png").status_code == 404


# Contact


@pytest.mark.parametrize(("typed", "shown"), [
    ("security@institute.example", "mailto:security@institute.example"),
    ("https://institute.example/security", "https://institute.example/security"),
    ("", "mailto:office@institute.example"),
])  # fmt: skip
def test_security_txt_names_whom_to_tell(page, client, typed, shown):
    assert client.get("/.well-known/security.txt").status_code == 404
    assert page(contact_email="office@institute.example", security_contact=typed).status_code == 302

    response = client.get("/.well-known/security.txt", headers={"host": "testserver"})

    lines = response.content.decode().splitlines()
    assert (response["Content-Type"], lines[0], lines[2]) == (
        "text/plain; charset=utf-8", f"Contact: {shown}", "Preferred-Languages: en, ko",
    )  # fmt: skip
    assert lines[1].startswith("Expires: ")


@pytest.mark.parametrize(
    "typed", ["http://institute.example/", "javascript:alert(1)", "02-123-4567", "a@b\nEvil: x"]
)
def test_a_contact_for_security_is_an_address_or_a_page(page, typed):
    assert refused(page(security_contact=typed), "security_contact") != []


def test_a_licence_has_a_name(page):
    response = page(license_url="https://creativecommons.org/licenses/by/4.0/")

    assert "Name the licence that this address leads to." in response.content.decode()


# Who, and two at once


@pytest.mark.parametrize(("role", "status"), [("Readers", 403), ("Editors", 403), ("Publishers", 200)])
def test_who_may_edit_it(client, groups, publishing_desk, role, status):
    publishing_desk.get(LIST)
    client.force_login(member("somebody", role))

    assert client.get(PAGE).status_code == status
    assert client.get(LIST, follow=True).status_code == status


def test_two_who_edit_it_at_once_keep_both_and_its_history_says_who(page, publishing_desk, form_at):
    page(name_en="Register")
    mine, theirs = form_at(publishing_desk, PAGE), form_at(publishing_desk, PAGE)
    publishing_desk.post(PAGE, {**theirs, "imprint_en": "Of theirs"})

    publishing_desk.post(PAGE, {**mine, "accent": "#7a1f3d"})

    profile = SiteProfile.objects.get()
    assert (profile.imprint["en"], profile.accent) == ("Of theirs", "#7a1f3d")
    history = publishing_desk.get("/admin/site_profile/siteprofile/1/history/").content.decode()
    assert "Of theirs" in history
    assert "#7a1f3d" in history


def test_two_who_say_different_things_are_asked(page, publishing_desk, form_at):
    page(name_en="Register")
    mine, theirs = form_at(publishing_desk, PAGE), form_at(publishing_desk, PAGE)
    publishing_desk.post(PAGE, {**theirs, "name_en": "Theirs"})

    assert publishing_desk.post(PAGE, {**mine, "name_en": "Mine"}).status_code == 409
    assert SiteProfile.objects.get().name["en"] == "Theirs"


def test_what_was_before_is_restored_and_shown(page, publishing_desk, form_at, client):
    page(name_en="Before")
    page(name_en="After")
    history = publishing_desk.get("/admin/site_profile/siteprofile/1/history/").content.decode()
    address = history.split('href="/admin/site_profile/siteprofile/1/history/')[1].split('"')[0]
    restore = f"/admin/site_profile/siteprofile/1/history/{address}"

    publishing_desk.post(restore, form_at(publishing_desk, restore))

    assert "– Before</title>" in client.get("/about").content.decode()
