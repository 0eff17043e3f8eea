"""README, guide and the other pages lead somewhere, and call things as the window does."""

import re
from functools import cache
from pathlib import Path

import pytest

from tools.guide_pictures import IMAGES
from tools.translations import texts

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDES = [ROOT / "README.md", ROOT / "docs" / "guide.md"]
MAX_IMAGE, MAX_IMAGES = 260_000, 2_500_000  # bytes: of one picture, and of all


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _prose(page: Path) -> str:
    """The page without its blocks of code and its `code`."""
    text = page.read_text(encoding="utf-8")
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))


def _links(page: Path) -> list[str]:
    """Where the page's links and pictures lead."""
    return re.findall(r"\]\(([^)\s]+)\)", _prose(page))


def _anchors(page: Path) -> set[str]:
    """The anchors that GitHub makes of the page's headings."""
    headings = re.findall(r"^#+ +(.+?) *$", _prose(page), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _plain(text: str) -> str:
    """A text of the window without the mark of its letter, dots and capitals."""
    return text.replace("&", "").replace("…", "").strip().casefold()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_to_a_file_and_a_heading(page):
    lost = []
    for link in _links(page):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_picture_is_shown_on_a_page():
    shown = {(page.parent / link).resolve() for page in PAGES for link in _links(page)}
    assert [each.name for each in sorted(IMAGES.iterdir()) if each.resolve() not in shown] == []


def test_pictures_are_small_enough_to_be_carried_along():
    sizes = {each.name: each.stat().st_size for each in IMAGES.iterdir()}
    assert [name for name, size in sizes.items() if size > MAX_IMAGE] == []
    assert sum(sizes.values()) <= MAX_IMAGES


@pytest.mark.parametrize("page", GUIDES, ids=_name)
def test_names_in_bold_are_texts_of_the_window(page):
    known = {_plain(text) for _, text in texts()}
    bold = re.findall(r"\*\*(.+?)\*\*", _prose(page), flags=re.S)
    assert bold, "the page names what is in the window"
    assert [name for name in bold if _plain(" ".join(name.split())) not in known] == []
