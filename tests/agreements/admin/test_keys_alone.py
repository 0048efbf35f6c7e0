"""A small memorandum recorded on the form of an agreement with keys alone, in a real browser."""

import pytest

from agreements.models import Agreement
from tests import factories as make
from tests.desk.conftest import share_login

ADD = "/admin/agreements/agreement/add/"
MOST_TABS = 110  # from the title, which has the focus, past a free row below each that is filled in

# What has the focus, and a fault where nobody could see it: outside the window, under the bar that saves, or unmarked.
FOCUSED = """() => {
  const each = document.activeElement;
  const box = each.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
  const isMarked = getComputedStyle(each).outlineStyle !== "none" || each.matches("input, select, textarea");
  const isSeen = at && (each.contains(at) || at.contains(each)) && isMarked;
  return [each.id || each.name || each.textContent.trim().slice(0, 40), isSeen ? "" : each.outerHTML.slice(0, 120)];
}"""


class Keys:
    """A person without a mouse: a key leads onwards from field to field, and all else is typed."""

    def __init__(self, page):
        self.page, self.tabs, self.unseen = page, 0, []

    def reach(self, name, key="Tab"):
        passed = []
        while (focused := self.page.evaluate(FOCUSED))[0] != name:
            passed.append(focused[0])
            assert self.tabs < MOST_TABS, f"{key} does not lead to {name}: {passed}"
            self.page.keyboard.press(key)
            self.tabs += 1
        self.unseen += filter(None, [focused[1]])

    def type(self, name, text):
        self.reach(name)
        self.page.keyboard.type(text)

    def press(self, name, key):
        self.reach(name)
        self.page.keyboard.press(key)


@pytest.mark.django_db(transaction=True)
def test_a_memorandum_is_recorded_with_keys_alone(page_at, client, editor, live_server):
    make.OrganizationFactory(name="Seoul Institute", country="KR")
    client.force_login(editor)
    page = page_at(1280)
    share_login(client, page.context, live_server.url)
    keys = Keys(page)

    page.goto(live_server.url + ADD)
    keys.type("id_texts-0-title", "MoU on vaccines")
    keys.type("id_form", "memo")
    keys.type("id_involvements-0-organization", "Seoul Institute")
    keys.type("id_involvements-1-organization", "Utrecht Fund")
    page.locator("#id_involvements-1-organization_2").wait_for()  # offered while the name is typed
    keys.press("id_involvements-1-organization_2", "Space")
    keys.type("id_milestones-0-kind", "signed")
    keys.type("id_milestones-0-on", "13 May 2024")
    keys.type("id_milestones-0-places", "Seoul")
    keys.type("id_signatories-0-name_as_written", "Anna Bos")
    keys.type("id_signatories-0-party", "Utrecht")
    keys.type("id_terms-0-length", "5 years")
    keys.type("id_citations-0-source", "Two sign")
    keys.type("id_citations-0-source_address", "https://a.example")
    keys.reach("Relations", "Alt+ArrowDown")
    page.keyboard.press("Enter")  # a closed list opens, with a row to type in
    keys.type("id_relations-0-kind", "follows")
    keys.type("id_relations-0-stub_0", "Letter of 2019")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/agreements/agreement/")

    agreement = Agreement.objects.get()
    [signing], [signatory] = agreement.milestones.all(), agreement.signatories.all()
    parties = [party.organization.name for party in agreement.involvements.order_by("pk")]
    assert (str(agreement), agreement.form, parties) == (
        "MoU on vaccines",
        "mou",
        ["Seoul Institute", "Utrecht Fund"],
    )
    assert (signing.kind, signing.on, signing.places[0]["city"]) == ("signed", "2024-05-13", "Seoul")
    assert (signatory.name_as_written, signatory.involvement.organization.name) == ("Anna Bos", parties[1])
    assert [term.length for term in agreement.terms.all()] == ["P5Y"]
    assert [(each.kind, each.stub) for each in agreement.relations.all()] == [
        ("follows", {"en": "Letter of 2019"})
    ]
    assert [each.source.address for each in agreement.citations.all()] == ["https://a.example"]
    assert keys.unseen == []
