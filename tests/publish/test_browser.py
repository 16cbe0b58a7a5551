"""The page in a real browser, without JavaScript of ours: it shows, it is read by keyboard, it fits a telephone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="needs chromium and chromedriver (apt-get install chromium chromium-driver)",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from selenium import webdriver  # noqa: PLC0415
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    profile = tmp_path_factory.mktemp("profile")
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"):
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def opened(browser, page: Path, width: int = 1300):  # type: ignore[no-untyped-def]
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page.as_uri())
    return browser


def test_the_headline_is_seen_first(browser, published: Path) -> None:  # type: ignore[no-untyped-def]
    shown = opened(browser, published / "index.html").find_element("css selector", ".amount")
    assert shown.text.endswith("€")
    assert shown.location["y"] < 500
    assert float(shown.value_of_css_property("font-size").removesuffix("px")) > 40


def test_a_number_leads_to_its_rows(browser, published: Path) -> None:  # type: ignore[no-untyped-def]
    opened(browser, published / "index.html")
    link = browser.find_element("css selector", "#table-kind tbody td a")
    amount = link.text
    browser.execute_script("arguments[0].click()", link)
    assert "-kind.html#" in browser.current_url
    target = browser.find_element("css selector", "section:target")
    assert amount in target.text
    target.find_element("css selector", "td a").click()
    assert "-ledger.html#r" in browser.current_url
    assert browser.find_element("css selector", "tr:target").is_displayed()


def test_the_keyboard_reaches_the_content(browser, published: Path) -> None:  # type: ignore[no-untyped-def]
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    opened(browser, published / "index.html")
    browser.find_element("tag name", "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Aller au contenu"
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "page-main"


@pytest.mark.parametrize("name", ["index.html", "rows/2021-ledger.html", "rows/files.html"])
def test_fits_a_telephone(browser, published: Path, name: str) -> None:  # type: ignore[no-untyped-def]
    opened(browser, published / name, width=400)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 400


def test_the_charts_are_drawn(browser, published: Path) -> None:  # type: ignore[no-untyped-def]
    opened(browser, published / "index.html")
    charts = browser.find_elements("css selector", "figure svg")
    assert len(charts) >= 5
    assert all(chart.size["height"] > 60 for chart in charts)
