"""What the Linux packages tell desktops and package managers."""

import re
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from email.parser import Parser
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from nst_desktop import __version__
from nst_desktop.images.input_formats import OPEN_FORMATS
from tools.linux_packages import (
    COMPONENT,
    ICON_SIZES,
    NAME,
    ROOT,
    SCREENSHOTS,
    TEMPLATES,
    Release,
    control,
    copyright_file,
    fill,
    metainfo,
    write_share,
)

HEIF_TYPES = {"image/heif", "image/heic"}  # Pillow knows only formats of its own
RELEASE = Release(86_400, "Jane Doe <jane@example.org>", machine="x86_64")


@pytest.fixture(scope="module")
def entry() -> ConfigParser:
    """The desktop entry."""
    parser = ConfigParser(interpolation=None, delimiters="=", strict=True)
    parser.optionxform = str  # keys are case-sensitive
    parser.read(TEMPLATES / f"{NAME}.desktop", encoding="utf-8")
    return parser


@pytest.fixture(scope="module")
def component() -> ET.Element:
    """The AppStream component."""
    return ET.fromstring(metainfo(RELEASE))


def test_the_entry_has_exactly_the_types_of_pictures_that_can_be_opened(entry):
    Image.init()
    types = {Image.MIME[name] for name in OPEN_FORMATS if name != "HEIF"} | HEIF_TYPES
    listed = entry["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert sorted(listed) == sorted(types)


def test_the_entry_names_program_icon_and_window(entry):
    main = entry["Desktop Entry"]
    assert main["Exec"] == f"{NAME} %F"
    assert main["Icon"] == main["StartupWMClass"] == main["TryExec"] == NAME


def test_every_action_of_the_entry_has_a_name_in_both_languages_and_a_command(entry):
    names = entry["Desktop Entry"]["Actions"].strip(";").split(";")
    assert [f"Desktop Action {name}" for name in names] == entry.sections()[1:]
    for name in names:
        action = entry[f"Desktop Action {name}"]
        assert action["Name"]
        assert action["Name[de]"]
        assert action["Exec"] == f"{NAME} --{name}"


def test_the_component_agrees_with_entry_program_and_version(component):
    assert component.findtext("id") == COMPONENT
    assert component.findtext("launchable") == f"{NAME}.desktop"
    assert component.findtext("provides/binary") == NAME
    release = component.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": __version__, "date": "1970-01-02"}


def test_the_component_and_the_entry_say_the_same(component, entry):
    main = entry["Desktop Entry"]
    assert component.findtext("name") == main["Name"]
    assert [each.text for each in component.findall("summary")] == [
        main["Comment"],
        main["Comment[de]"],
    ]


def test_the_component_has_screenshots_where_their_address_is_known(component):
    assert component.find("screenshots") is None
    release = Release(0, "", pictures="https://pictures.example/docs/")
    images = ET.fromstring(metainfo(release)).findall("screenshots/screenshot/image")
    assert [image.text for image in images] == [
        f"https://pictures.example/docs/{name}" for name in SCREENSHOTS
    ]


@pytest.mark.parametrize("name", SCREENSHOTS)
def test_every_screenshot_is_among_the_guides_pictures(name: str):
    assert (ROOT / "docs" / "images" / name).is_file()


def test_the_control_file_has_the_fields_that_dpkg_needs():
    fields = Parser().parsestr(control(RELEASE, 700, ["libc6 (>= 2.28)", "libxcb1"], ["cups"]))
    assert fields["Package"] == NAME
    assert fields["Version"] == f"{__version__}-1"
    assert fields["Architecture"] == "amd64"
    assert fields["Maintainer"] == "Jane Doe <jane@example.org>"
    assert fields["Installed-Size"] == "700"
    assert fields["Depends"] == "libc6 (>= 2.28), libxcb1"
    assert fields["Suggests"] == "cups"
    assert fields["Description"].startswith("Turn photographs into artwork")


def test_the_control_file_has_no_empty_field():
    text = control(RELEASE, 700, ["libc6"], [])
    assert "Suggests" not in text
    assert not re.search(r"^\S+:\s*$", text, re.MULTILINE)


def test_the_copyright_file_contains_the_whole_licence():
    words = copyright_file().replace("\n .\n", "\n").split()
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2].split()
    assert " ".join(licence) in " ".join(words)


def test_the_archives_readme_names_the_packages():
    text = fill("README.txt", packages="libxcb1 libegl1", licences="LICENCES.txt")
    assert "libxcb1 libegl1" in text
    assert '"$PWD/nst-desktop/nst-desktop"' in text


def test_the_icon_comes_in_all_sizes_with_transparent_corners(tmp_path: Path, qapp):
    write_share(tmp_path, RELEASE)
    theme = tmp_path / "icons" / "hicolor"
    assert (theme / "scalable" / "apps" / f"{NAME}.svg").is_file()
    for size in ICON_SIZES:
        icon = QImage(str(theme / f"{size}x{size}" / "apps" / f"{NAME}.png"))
        assert icon.width() == icon.height() == size
        assert icon.pixelColor(0, 0).alpha() == 0
        assert icon.pixelColor(size // 4, size // 4).alpha() == 255


def test_menu_entry_metadata_and_manual_are_where_desktops_look(tmp_path: Path, qapp):
    write_share(tmp_path, RELEASE)
    assert (tmp_path / "applications" / f"{NAME}.desktop").is_file()
    assert (tmp_path / "metainfo" / f"{COMPONENT}.metainfo.xml").is_file()
    assert (tmp_path / "man" / "man1" / f"{NAME}.1.gz").is_file()
