"""The confirmation of a redaction on a telephone, in Korean, without scripts, and as a screen reader hears it."""

import pytest
from django.contrib.auth.models import User

from agreements.models import AgreementText
from tests import factories as make
from tests.axe import violations
from tests.desk.conftest import share_login


@pytest.fixture
def telephone(browser, client, live_server):
    """A page of 360 pixels without scripts, on which an administrator has logged in."""
    client.force_login(User.objects.create_superuser("root"))
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    share_login(client, context, live_server.url)
    yield context.new_page()
    context.close()


@pytest.mark.django_db(transaction=True)
def test_on_a_telephone_in_korean_without_scripts(telephone, live_server):
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(
        title="x" * 120, summary=f"홍길동은 서명하였다. {'가나다라' * 40} 홍길동교수회가 참석하였다."
    )

    telephone.goto(f"{live_server.url}/ko/admin/redaction/redaction/add/")
    telephone.fill("#id_words", "홍길동")
    telephone.click("input[name=look]")

    boxes = telephone.locator("input[name=tick]")
    boxes.first.wait_for()
    assert [boxes.nth(number).is_checked() for number in range(boxes.count())] == [True, False]
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 360
    telephone.fill("#id_reason", "요청")
    telephone.fill("#id_basis", "개인정보 보호법 제36조")
    telephone.click("input[name=confirm]")
    telephone.get_by_text("선택한 곳의 문구를 삭제하였습니다.").wait_for()
    summary = AgreementText.objects.get().summary
    assert (summary[:14], summary.count("홍길동교수회")) == ("[redacted]은 서명", 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_hiding", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_enter_key_and_the_look_leave_the_ticks_as_they_are(telephone, live_server, is_hiding):
    make.AgreementFactory(titled=True).texts.update(summary="Hong Gildong, Hong Gildong of Beta")
    person = make.PersonFactory(name="Hong Gildong")
    path = f"people/person/{person.pk}/hide/" if is_hiding else "redaction/redaction/add/"
    telephone.goto(f"{live_server.url}/admin/{path}")
    telephone.fill("#id_words", "Hong Gildong")
    telephone.click("input[name=look]")
    boxes = telephone.locator("input[name=tick]")
    boxes.first.wait_for()
    boxes.nth(1).uncheck()
    before = [box.is_checked() for box in boxes.all()]

    for press in (lambda: telephone.press("#id_basis", "Enter"), lambda: telephone.click("input[name=look]")):
        with telephone.expect_navigation():
            press()
        assert [box.is_checked() for box in boxes.all()] == before
    with telephone.expect_navigation():
        telephone.click("button[value=all]")
    assert all(box.is_checked() for box in boxes.all())


@pytest.mark.django_db(transaction=True)
def test_the_page_can_be_heard(page, client, live_server):
    client.force_login(User.objects.create_superuser("root"))
    share_login(client, page.context, live_server.url)
    make.AgreementFactory(titled=True).texts.update(summary="Hong Gildong; Gildong Hong")

    page.goto(f"{live_server.url}/admin/redaction/redaction/add/")
    page.fill("#id_words", "Hong Gildong")
    page.click("input[name=look]")
    page.locator("input[name=tick]").first.wait_for()

    assert violations(page) == []
