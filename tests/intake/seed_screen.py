"""A person who records the facts of the seed texts in a browser, and notes by which act each was recorded."""

from collections import Counter

SUGGESTED, CLICKED, TYPED, ITSELF = (
    "suggestion",
    "words of the text",
    "typing or choosing",
    "with another fact",
)
WAYS = (SUGGESTED, CLICKED, TYPED, ITSELF)

SELECT_WORDS = """([source, words, after]) => {
  const node = document.getElementById(`source-text-${source}`).firstChild;
  const start = node.data.indexOf(words, after ? node.data.indexOf(after) : 0);
  if (start < 0) throw new Error(`not in the text: ${words}`);
  getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


class Screen:
    """One record at a time; ``ways`` has, by the key of a fact, how it was recorded; ``acts`` counts acts by way."""

    def __init__(self, page, base):
        self.page, self.base, self.record, self.source = page, base, "", ""
        self.ways, self.acts, self.refused = {}, Counter(), []

    def open(self, record, address):
        self.record = record
        self.page.goto(self.base + address)
        self.page.wait_for_load_state("load")

    def control(self, name):
        """The field of this name; its list has a row more where it takes one, and what it stands in is open."""
        part, _, rest = name.partition("-")
        if rest:
            row = f"{part}-{rest.partition('-')[0]}"
            group = f"#{part}-group"
            while not self.page.locator(f"#{row}").count():
                if not self.page.locator(f"{group} > fieldset > details[open]").count():
                    self.page.locator(f"{group} > fieldset > details > summary").click()
                    continue
                self.page.locator(f"{group} .add-row a").click()
        field = self.page.locator(f"[name='{name}']").first
        for closed in field.locator("xpath=ancestor::details[not(@open)]").all():
            closed.locator("> summary").click()
        return field

    def done(self, way, facts):
        self.acts[way] += 1
        for kind, value in facts:
            self.ways.setdefault((self.record, kind, value), way)

    def suggested(self, name, value, *facts):
        """A field that an accepted suggestion has filled in."""
        held = self.control(name).input_value()
        if held == value:
            self.done(SUGGESTED, facts)
        else:
            self.refused.append(f"{self.record} {name}: “{held}” is suggested for “{value}”")
            self.type(name, value, *facts)

    def words(self, name, words, *facts, gives=None, after=""):
        """Words of the text put into a field. ``gives`` is what the field makes of them."""
        field = self.control(name)
        field.focus()
        self.page.evaluate(SELECT_WORDS, [self.source, words, after])
        self.page.locator("#text-put:enabled").click()
        wanted = words if gives is None else gives
        try:
            self.page.wait_for_function(
                "([name, value]) => document.querySelector(`[name='${name}']`).value === value"
                " || document.querySelector('#texts-beside [role=status] button')",
                arg=[name, wanted], timeout=4000,
            )  # fmt: skip
            if self.page.locator("#texts-beside [role=status] button").count():
                self.page.locator("#texts-beside [role=status] button").first.click()
            self.page.wait_for_function(
                "([name, value]) => document.querySelector(`[name='${name}']`).value === value",
                arg=[name, wanted], timeout=4000,
            )  # fmt: skip
        except Exception:  # any refusal: what the page says of it is the finding
            says = self.page.locator("#texts-beside [role=status]").first.inner_text()
            self.refused.append(f"{self.record} {name}: “{words}” gives “{field.input_value()}” ({says})")
            self.type(name, wanted, *facts)
        else:
            self.done(CLICKED, facts)
            self.add_new(field)

    def follows_to(self, record: str) -> None:
        """Go on to the next form of the same text, for this record."""
        self.page.locator(".messagelist a", has_text="form").last.click()
        self.page.wait_for_load_state("networkidle")
        self.record = record

    def type(self, name, value, *facts):
        field = self.control(name)
        kind = field.evaluate("(each) => each.tagName + ' ' + each.className")
        if "select2" in kind or "admin-autocomplete" in kind:
            self.pick(field, value)
        elif kind.startswith("SELECT"):
            field.select_option(value)
        elif field.get_attribute("type") == "checkbox":
            field.check()
        else:
            field.fill("")
            field.press_sequentially(value) if "typed-record" in kind else field.fill(value)
            field.press("Tab")
        self.add_new(field)
        self.done(TYPED, facts)

    def add_new(self, field):
        """Of a record that is typed by its name and not there yet: tick that it be added."""
        if "typed-record" not in (field.get_attribute("class") or ""):
            return
        box = field.locator("xpath=ancestor::*[contains(@class, 'typed-record-box')]")
        new, chosen = box.locator(".typed-record-new input"), box.locator("input[type=hidden]")
        for _look in range(40):  # a tenth of a second each: the page asks whether the name is known
            if new.is_visible() or chosen.input_value():
                break
            self.page.wait_for_timeout(100)
        if new.is_visible():
            new.check()

    def pick(self, field, text):
        box = field.locator("xpath=following-sibling::span[contains(@class, 'select2-container')]")
        box.click()
        self.page.keyboard.type(text)
        self.page.locator(".select2-results__option--highlighted", has_text=text).first.wait_for()
        self.page.keyboard.press("Enter")

    def cite(self, number, title, basis="stated", says=""):
        """Name the source of what is typed."""
        prefix = f"citations-{number}"
        self.type(f"{prefix}-source", title)
        if basis != "stated":
            self.type(f"{prefix}-basis", basis)
        if says:
            self.type(f"{prefix}-says_en", says)
        if not self.control(f"{prefix}-cites_this_save").is_checked():
            self.control(f"{prefix}-cites_this_save").check()

    def save(self, button="_continue"):
        self.send(button)
        if self.page.locator("input[type=checkbox][name=alike_checked]").count():
            self.page.locator("input[type=checkbox][name=alike_checked]").check()
            self.send(button)
        if errors := self.page.locator(".error-summary, .errornote:visible").all_inner_texts():
            raise AssertionError(f"{self.record}: {errors}")

    def send(self, button):
        with self.page.expect_navigation():
            self.page.locator(f"[name={button}]").first.click()
        self.page.wait_for_load_state("networkidle")

    def publish(self, address):
        self.page.goto(f"{self.base}{address}publish/")
        self.page.locator(".record-publish .submit-row input").first.click()
        self.page.wait_for_url("**/change/")
