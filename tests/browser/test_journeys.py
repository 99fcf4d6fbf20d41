"""The journeys of the product in a real browser, by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

NUMBER = "江环办〔2021〕50号"
# Where a drawing is reached from: (start, link).
WAYS = {"trace": (f"/trace?ref={NUMBER}", ""), "compare": ("/compare", "a[href^='/compare?a=']"),
        "graph": ("/graph", "a[href^='/graph?open=']"), "about": ("/about", "")}
CHAIN = ("江府办函〔2021〕129号", "粤府办〔2021〕17号", "国办发〔2021〕12号")


def test_from_a_number_to_the_sentence_in_three_clicks(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("#q", "江环办[2021]50号")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="溯源", exact=True).last.click()
    drawing = page.locator("svg.lanes")
    for number in (NUMBER, *CHAIN):
        expect(drawing.get_by_text(number, exact=True).first).to_be_visible()
    page.locator("a.pill", has_text="直接依据").first.click()
    popover = page.locator(".pop.open")
    expect(popover.locator("mark")).to_contain_text("江府办函")
    popover.get_by_role("link", name="打开原文").click()
    mark = page.locator("mark:target, #here").first
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("江府办函")


def test_the_same_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/documents")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(NUMBER)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    page.get_by_role("link", name="溯源", exact=True).last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/trace/**")
    pill = page.locator("a.pill", has_text="直接依据").first
    pill.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pop.open .x")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".pop.open")).to_have_count(0)
    expect(pill).to_be_focused()


def test_evidence_opens_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/trace?ref={NUMBER}")
    page.locator("a.pill", has_text="直接依据").first.click()
    expect(page.locator(".pop:target mark")).to_contain_text("江府办函")
    page.locator(".pop:target").get_by_role("link", name="打开原文").click()
    expect(page.locator("mark:target, #here").first).to_be_in_viewport()
    context.close()


def test_compare_two_years(page: Page, address: str) -> None:
    page.goto(f"{address}/compare")
    page.get_by_role("link", name=re.compile("2020 → 2021")).first.click()
    page.wait_for_url("**a=*b=*")  # rows are counted when all are there
    expect(page.locator("h1")).to_contain_text("2020")
    rows = page.locator(".crow[data-stop]")
    every = rows.count()
    page.get_by_role("link", name=re.compile("^新增")).click()
    expect(rows).not_to_have_count(every)
    assert "kind=added" in page.url, "the state stands in the address"
    page.get_by_role("link", name=re.compile("^全部变动")).click()
    expect(rows).to_have_count(every)
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".crow.foc")).to_have_count(1)
    expect(page.locator(".crow.foc")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_a_task_of_the_text_shows_its_facts(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q={NUMBER}")
    page.get_by_role("link", name=NUMBER).first.click()
    page.wait_for_url("**/documents/**")
    page.locator("#t24").scroll_into_view_if_needed()
    page.locator("#t24").click()
    facts = page.locator("#now")
    expect(facts).to_contain_text("办公室")
    expect(facts).to_contain_text("2021-11-20")
    facts.get_by_role("link", name="任务页").click()
    expect(page.locator("h2").first).to_have_text("这段话的来路")


def test_ask_a_question_and_follow_a_row(page: Page, address: str) -> None:
    page.goto(f"{address}/query")
    page.get_by_role("link", name="一个单位有哪些任务").click()
    page.get_by_label("单位名称").fill("监测处")
    page.get_by_role("button", name="查询").click()
    row = page.locator(".tbl tbody tr").first
    row.get_by_role("link").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/tasks/" in page.url


def test_a_query_is_given_up(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/query")
    page.fill("#text", "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    # The driver waits for a page that is under way, so the page itself presses the button.
    page.evaluate("setTimeout(() => document.querySelector('[data-cancel]').click(), 500);"
                  "document.querySelector('form[data-busy]').requestSubmit()")
    expect(page.get_by_text("已取消。")).to_be_visible()
    page.fill("#text", "ASK { ?d gk:hasTask ?t }")
    page.keyboard.press("Control+Enter")
    # A query that was not given up would go on for fifteen seconds and the next one wait for it.
    expect(page.locator(".lead")).to_have_text("是。", timeout=12_000)


def test_sparql_is_coloured_and_stays_text(page: Page, address: str) -> None:
    page.goto(f"{address}/query")
    page.fill("#text", 'SELECT ?文件 WHERE { ?文件 gk:title "</textarea><b>甲" } # 注')
    behind = page.locator(".behind")
    expect(behind.locator(".s-key").first).to_have_text("SELECT")
    expect(behind.locator(".s-var").first).to_have_text("?文件")
    expect(behind.locator(".s-str")).to_have_text('"</textarea><b>甲"')
    expect(behind.locator(".s-rem")).to_have_text("# 注")
    assert page.locator(".editor b").count() == 0


def test_a_question_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/query")
    page.get_by_role("link", name="一个单位有哪些任务").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**name=unit-tasks**")
    page.get_by_label("单位名称").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("监测处")
    page.keyboard.press("Enter")
    expect(page.locator(".tbl tbody tr").first).to_be_visible()


def test_pin_hide_and_take_back(page: Page, address: str) -> None:
    page.goto(f"{address}/trace?ref=国办发〔2021〕12号")
    start = str(page.locator("svg.lanes a.root").get_attribute("href")).removeprefix("/trace/").partition("?")[0]
    page.goto(f"{address}/graph?open={start}")
    nodes = page.locator(".nodes .gap-row")
    every = nodes.count()
    nodes.nth(1).get_by_role("link", name="隐藏").click()
    expect(nodes).to_have_count(every - 1)
    page.get_by_role("link", name="固定", exact=True).first.click()
    expect(page.get_by_text("已固定")).to_have_count(1)
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.wait_for_url(lambda url: "pin=" not in url)
    page.keyboard.press("u")
    page.wait_for_url(lambda url: "hide=" not in url)
    expect(nodes).to_have_count(every)


def test_compare_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/compare")
    page.get_by_role("link", name=re.compile("2020 → 2021")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**a=*b=*")
    page.keyboard.press("j")
    first = page.locator(".crow.foc")
    expect(first).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(first).to_be_in_viewport()
    page.locator(".tile", has_text="取消").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=dropped**")


def test_the_passage_in_view_shows_its_facts(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q={NUMBER}")
    page.get_by_role("link", name=NUMBER).first.click()
    page.wait_for_url("**/documents/**")
    page.locator("#t24").evaluate("place => scrollBy(0, place.getBoundingClientRect().top - 100)")
    expect(page.locator("#now")).to_contain_text("2021-11-20")
    expect(page.locator(".ol a[aria-current]")).to_contain_text("十一、")


def test_an_address_with_a_task_shows_the_facts_of_that_task(page: Page, address: str) -> None:
    """The passage above it is still in view; the address goes before it."""
    page.goto(f"{address}/search?q={NUMBER}")
    page.get_by_role("link", name=NUMBER).first.click()
    page.wait_for_url("**/documents/**")
    document = page.url.partition("#")[0]
    # From elsewhere: within a page only its place would change, and a reload goes back to where the page was left.
    page.goto("about:blank")
    page.goto(f"{document}#t24")
    expect(page.locator("#t24")).to_be_in_viewport()
    page.mouse.wheel(0, 1)
    expect(page.locator("#now")).to_contain_text("2021-11-20")


@pytest.mark.parametrize("place", ["trace", "compare", "graph", "about"])
def test_a_drawing_is_saved_as_png(page: Page, address: str, place: str) -> None:
    page.goto(f"{address}{WAYS[place][0]}")
    if WAYS[place][1]:
        page.locator(WAYS[place][1]).first.click()
        page.wait_for_load_state()
    with page.expect_download() as download:
        page.get_by_role("button", name="存为 PNG").click()
    picture = Path(download.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG") and download.value.suggested_filename.endswith(".png")
    wide, high = (int.from_bytes(picture[at:at + 4], "big") for at in (16, 20))
    assert wide > 1000 and high > 200 and len(picture) > 20_000, "the picture is not blank"


def test_decide_by_keyboard(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/review?about=match")
    page.keyboard.press("j")
    expect(page.locator(".doubt.foc")).to_have_count(1)
    page.keyboard.press("a")
    expect(page.get_by_role("status").first).to_contain_text("已记下")


def test_grow_the_graph(page: Page, address: str) -> None:
    page.goto(f"{address}/graph")
    page.fill("#gq", "国办发〔2021〕12号")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="国办发〔2021〕12号").first.click()
    page.wait_for_url("**open=*")
    cards = page.locator(".lanes .card")
    few = cards.count()
    page.locator(".lanes a.card:not(.root)", has_text=NUMBER).click()
    page.wait_for_url("**open=*open=*")
    page.get_by_role("link", name="承担单位").click()
    page.wait_for_url("**kinds=*")
    assert cards.count() > few
    page.go_back()
    page.go_back()
    expect(cards).to_have_count(few)


def test_reject_a_link_and_rebuild(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/review?about=match")
    doubt = page.locator(".doubt").first
    doubt.get_by_label("署名").fill("审校员")
    doubt.get_by_label("理由").fill("不是同一件事")
    doubt.get_by_role("button", name=re.compile("否决")).click()
    expect(page.get_by_role("status").first).to_contain_text("已记下")
    page.get_by_role("button", name="重建").click()
    expect(page.locator("#rebuild")).to_contain_text("已重建", timeout=60_000)
    page.goto(f"{own_address}/review?judged=1")
    expect(page.locator(".doubt").first).to_contain_text("否决")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_light_and_dark_are_kept(page: Page, address: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    page.goto(address)
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    page.goto(f"{address}/documents")
    expect(page.locator("html")).to_have_attribute("data-theme", theme)


def test_the_lineage_file_opens_from_disk(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/trace?ref={NUMBER}")
    start = page.locator("svg.lanes a.root").get_attribute("href")
    page.goto(f"{address}{start}")
    with page.expect_download() as download:
        page.get_by_role("link", name="HTML").click()
    file = tmp_path / "谱系.html"
    download.value.save_as(file)
    page.goto(file.as_uri())
    for number in CHAIN:
        expect(page.locator("svg.lanes").get_by_text(number, exact=True).first).to_be_visible()
    page.locator("summary").click()
    expect(page.locator("#net canvas")).to_be_visible()
