"""The self-check in a real browser: with and without scripts, by keyboard, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.pages.site import FILES

MICRO = FILES / "micro.yaml"
WIDTHS = (320, 1280)


@contextmanager
def a_page(browser: Browser, *, width: int = 1280, script: bool = True) -> Iterator[Page]:
    """A fresh page whose scripts may not fail and which may ask nobody but us."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: None if "127.0.0.1" in asked.url else wrong.append(asked.url),
    )
    yield page
    # A page that could not be read has a status of its own, which the console repeats.
    assert [one for one in wrong if "Failed to load resource" not in one] == []
    context.close()


def opened(page: Page, address: str, prefix: str = "") -> None:
    """Open the application that the tests share."""
    page.goto(f"{address}{prefix}/")
    page.set_input_files("#file", MICRO)
    page.locator("form[enctype] button").click()
    expect(page.locator("h1")).to_have_text(re.compile("Mikrostöd|Micro support"))


def unfold(page: Page, group: str) -> None:
    """Unfold a group of questions."""
    page.locator(f"#g-{group} > summary").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_whole_walk(browser: Browser, address: str, *, script: bool) -> None:
    """Choose a support, answer, see the assessment, add a line: with and without scripts."""
    with a_page(browser, script=script) as page:
        page.goto(f"{address}/")
        page.get_by_role("link", name="Mikrostöd", exact=True).click()
        unfold(page, "economy")
        page.get_by_role("button", name="Lägg till en rad under Vilka kostnader").click()
        page.locator("[id='q.costs.0.label']").fill("Svarv")
        page.locator("[id='q.costs.0.amount']").fill("85 000 kr")
        page.locator("[id='q.requested_support']").fill("60 000")
        page.locator("#standing button").click()
        expect(page.locator("#assessment")).to_be_in_viewport()
        expect(page.locator("#assessment-body")).to_contain_text("Din kostar 85 000 kr")
        assert page.locator("[id='q.costs.0.amount']").input_value() == "85 000 kr"
        assert page.url.endswith("/check/micro_support#assessment")


def test_the_assessment_follows_each_answer(browser: Browser, address: str) -> None:
    """With scripts the assessment is renewed in place, and what was unfolded stays so."""
    with a_page(browser) as page:
        page.goto(f"{address}/check/micro_support")
        page.locator("#trail > summary").click()
        unfold(page, "economy")
        page.locator("[id='q.requested_support']").fill("60 000")
        page.locator("[id='q.requested_support']").blur()
        expect(page.locator("#updated")).to_have_text("Bedömningen är uppdaterad 10.32")
        expect(page.locator("#s-economy")).to_contain_text("1 av")
        assert page.locator("#trail").evaluate("one => one.open")
        assert page.locator("#g-economy").evaluate("one => one.open")


def test_a_line_comes_and_goes_in_place(browser: Browser, address: str) -> None:
    """With scripts a new line has the focus at once, and a removed one no longer counts."""
    with a_page(browser) as page:
        page.goto(f"{address}/check/micro_support")
        unfold(page, "economy")
        page.get_by_role("button", name="Lägg till en rad under Vilka kostnader").click()
        expect(page.locator("[id='q.costs.0.label']")).to_be_focused()
        page.keyboard.type("Svarv")
        page.keyboard.press("Tab")
        expect(page.locator("#s-economy")).to_contain_text("1 av")
        page.locator("#list-costs").get_by_role("button", name="Ta bort rad 1").click()
        expect(page.locator("#s-economy")).to_contain_text("0 av")
        assert page.url.endswith("/check/micro_support")


def test_a_bad_answer_is_marked_at_once_and_unmarked(browser: Browser, address: str) -> None:
    """With scripts a field says what is wrong as soon as it is left."""
    with a_page(browser) as page:
        page.goto(f"{address}/check/micro_support")
        unfold(page, "economy")
        field, error = (
            page.locator("[id='q.requested_support']"),
            "[id='q.requested_support-error']",
        )
        field.fill("1.250")
        field.blur()
        expect(page.locator(error)).to_contain_text("kan betyda två saker")
        field.fill("1 250")
        field.blur()
        expect(page.locator(error)).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_errors_are_gathered_and_lead_to_their_fields(
    browser: Browser, address: str, *, script: bool
) -> None:
    """The summary is focused, names each error and leads to the field, unfolding its group."""
    with a_page(browser, script=script) as page:
        page.goto(f"{address}/check/micro_support")
        unfold(page, "economy")
        page.locator("[id='q.requested_support']").fill("många")
        page.locator("#standing button").click()
        expect(page).to_have_title(re.compile("^Fel: "))
        summary = page.locator(".govuk-error-summary")
        expect(summary).to_be_focused()
        expect(summary).to_be_in_viewport()
        summary.get_by_role("link").click()
        expect(page.locator("[id='q.requested_support']")).to_be_focused()
        assert page.locator("[id='q.requested_support']").input_value() == "många"


def test_by_keyboard_alone(browser: Browser, address: str) -> None:
    """Skip link, group, field, Enter: the whole way without a pointer."""
    with a_page(browser) as page:
        page.goto(f"{address}/check/micro_support")
        page.keyboard.press("Tab")
        expect(page.locator(".govuk-skip-link")).to_be_focused()
        page.keyboard.press("Enter")
        page.locator("#g-economy > summary").focus()
        page.keyboard.press("Enter")
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "q.requested_support":
                break
        page.keyboard.type("60 000")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        expect(page.locator("#s-economy")).to_contain_text("1 av")
        assert page.locator("[id='q.requested_support']").input_value() == "60 000"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_page_is_wider_than_its_window(
    browser: Browser, address: str, prefix: str, width: int
) -> None:
    """Everything unfolded, on a phone and on a desk, in both languages."""
    with a_page(browser, width=width) as page:
        for path in ("/", "/check/project_support", "/rules/", "/rules/PROJ", "/resume", "/nope"):
            page.goto(f"{address}{prefix}{path}")
            assert overflow(page) <= 0, path
        opened(page, address, prefix)
        assert overflow(page) <= 0
        page.locator("button[formaction$='/print']").click()
        assert overflow(page) <= 0


def overflow(page: Page) -> int:
    """How many pixels a page is wider than its window when all of it is unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


# Both languages and both widths, without every pair of them: axe takes seconds a page.
SIGHTS = [("", 320), ("/en", 1280)]


@pytest.mark.parametrize(("prefix", "width"), SIGHTS)
@pytest.mark.parametrize(
    "path", ["/", "/check/home_delivery_grant", "/rules/", "/rules/MIKRO", "/resume", "/nope"]
)
def test_axe_finds_nothing(
    browser: Browser, address: str, path: str, prefix: str, width: int
) -> None:
    """No accessibility fault that axe knows, on any page with all of it unfolded."""
    with a_page(browser, width=width) as page:
        page.goto(f"{address}{prefix}{path}")
        assert violations(page) == []


@pytest.mark.parametrize(("prefix", "width"), SIGHTS)
@pytest.mark.parametrize("state", ["filled", "wrong", "save", "print"])
def test_axe_finds_nothing_in_a_check(
    browser: Browser, address: str, state: str, prefix: str, width: int
) -> None:
    """The same for a check that is filled in, refused, saved and ready for paper."""
    with a_page(browser, width=width) as page:
        opened(page, address, prefix)
        if state == "wrong":
            page.locator("[id='q.requested_support']").evaluate("one => { one.value = 'x'; }")
            page.locator("#standing button").click()
            expect(page.locator(".govuk-error-summary")).to_be_visible()
        elif state != "filled":
            page.locator(f"button[formaction$='/{state}']").click()
            expect(page.locator("#code" if state == "save" else ".hela-paper")).to_be_visible()
        page.wait_for_load_state()
        assert violations(page, unfolded=state == "filled" and width > min(WIDTHS)) == []


def violations(page: Page, *, unfolded: bool = True) -> list[str]:
    """What axe objects to."""
    if unfolded:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def test_the_page_to_print_is_clean_paper(browser: Browser, address: str) -> None:
    """On paper there are answers and assessment, and nothing to click."""
    with a_page(browser) as page:
        opened(page, address)
        page.locator("button[formaction$='/print']").click()
        page.emulate_media(media="print")
        for hidden in (".hela-header", ".hela-footer", ".hela-screen"):
            expect(page.locator(hidden)).to_be_hidden()
        expect(page.get_by_text("Vi köper en svarv")).to_be_visible()
        expect(page.get_by_text("Läst i", exact=False).first).to_be_attached()
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_download_is_offered_as_a_file(browser: Browser, address: str) -> None:
    """The button hands over a file, and the page goes on following the answers."""
    with a_page(browser) as page:
        opened(page, address)
        with page.expect_download() as waiting:
            page.locator("button[formaction$='/application.yaml']").click()
        assert waiting.value.suggested_filename == "hela-application.yaml"
        page.locator("#g-economy > summary").click()
        page.locator("[id='q.requested_support']").fill("1.250")
        page.locator("[id='q.requested_support']").blur()
        expect(page.locator("[id='q.requested_support-error']")).to_be_visible()


def test_the_first_view_is_light(browser: Browser, address: str) -> None:
    """The heaviest form with all it needs comes in under 120 kB over the wire."""
    with a_page(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda seen: sizes.append(seen["encodedDataLength"]))
        page.goto(f"{address}/check/eu_cofinancing_support", wait_until="networkidle")

    assert 0 < sum(sizes) < 120_000
