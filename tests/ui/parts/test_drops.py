import base64
import os
from urllib.parse import quote

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QPixmap

from nst_desktop.ui.canvas.drag_out import PictureData
from nst_desktop.ui.parts import drops
from nst_desktop.ui.parts.drops import (
    Address,
    Encoded,
    Folder,
    LocalFile,
    Pasted,
    brings_pictures,
    dropped_files,
    dropped_sources,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DATA = "data:image/png;base64," + base64.b64encode(PNG).decode()
WEB = "https://pictures.example/a.png?size=2&kind=x"


@pytest.fixture
def image():
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    return image


def mime(*urls, html="", text="", image=None):
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if image is not None:
        data.setImageData(image)
    return data


def test_files_and_folders_keep_their_order(tmp_path, make_picture):
    picture = make_picture()
    urls = [QUrl.fromLocalFile(str(path)) for path in (tmp_path, picture)]
    assert dropped_sources(mime(*urls)) == [Folder(tmp_path), LocalFile(picture)]
    assert dropped_files(mime(*urls)) == [tmp_path, picture]


def test_image_data_comes_before_web_addresses(image):
    data = mime(WEB, html=f'<img src="{WEB}">', image=image)
    assert dropped_sources(data) == [Pasted(image)]


@pytest.fixture
def icon(image):
    """The icon that a file manager adds to copied files."""
    return image


def test_files_come_before_their_icon(icon, tmp_path, make_picture):
    files = [make_picture(f"{n}.png") for n in range(3)]
    data = mime(*(QUrl.fromLocalFile(str(file)) for file in files), image=icon)
    assert dropped_sources(data) == list(map(LocalFile, files))
    folder = mime(QUrl.fromLocalFile(str(tmp_path)), image=icon)
    assert dropped_sources(folder) == [Folder(tmp_path)]


def test_a_picture_without_a_suffix_comes_before_its_icon(icon, make_picture):
    picture = make_picture()
    path = picture.rename(picture.with_name("IMG_0001"))
    data = mime(QUrl.fromLocalFile(str(path)), image=icon)
    assert dropped_sources(data) == [LocalFile(path)]


@pytest.mark.parametrize("name", ["photo.jfif", "photo.jpg_large"])
def test_a_picture_with_an_unusual_suffix_comes_before_its_icon(icon, make_picture, name):
    picture = make_picture()
    path = picture.rename(picture.with_name(name))
    data = mime(QUrl.fromLocalFile(str(path)), image=icon)
    assert dropped_sources(data) == [LocalFile(path)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["pipe", "pipe.png"])
def test_a_pipe_does_not_block(icon, tmp_path, name):
    os.mkfifo(tmp_path / name)
    data = mime(QUrl.fromLocalFile(str(tmp_path / name)), image=icon)
    assert dropped_sources(data) == [Pasted(icon)]


def test_files_that_are_partly_pictures_come_before_the_icon(icon, tmp_path, make_picture):
    picture, text = make_picture(), tmp_path / "read me.txt"
    text.write_text("words")
    data = mime(*(QUrl.fromLocalFile(str(file)) for file in (text, picture)), image=icon)
    assert dropped_sources(data) == [LocalFile(text), LocalFile(picture)]


@pytest.mark.parametrize("name", ["letter.odt", "letter", "gone.png"])
def test_image_data_comes_before_a_file_that_is_not_a_picture(image, tmp_path, name):
    path = tmp_path / name
    if not name.startswith("gone"):
        path.write_bytes(b"an office document")
    data = mime(QUrl.fromLocalFile(str(path)), image=image)
    assert dropped_sources(data) == [Pasted(image)]
    assert dropped_sources(mime(QUrl.fromLocalFile(str(path)))) == [LocalFile(path)]


@pytest.mark.parametrize("action", ["copy\n", "cut\n", ""])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "mime_type",
    [
        "x-special/gnome-copied-files",
        "x-special/mate-copied-files",
        "application/x-kde4-urilist",
        "text/plain",
    ],
)
def test_files_copied_in_a_file_manager_are_found(icon, make_picture, mime_type, line, action):
    files = [make_picture("a b.png"), make_picture("ä.png")]
    urls = [bytes(QUrl.fromLocalFile(str(file)).toEncoded()).decode() for file in files]
    head = "x-special/nautilus-clipboard\n" if mime_type == "text/plain" else ""
    data = mime(image=icon)
    data.setData(mime_type, (head + action + line.join(urls)).encode())
    assert dropped_sources(data) == list(map(LocalFile, files))
    assert brings_pictures(data)
    assert dropped_files(data) == files


def test_our_own_artwork_comes_as_image_data_without_writing_a_file(image):
    data = PictureData(image, lambda: pytest.fail("the file is not needed"))
    assert dropped_sources(data) == [Pasted(image)]
    assert brings_pictures(data)


def test_a_pixmap_is_a_picture_too(qapp, image):
    (source,) = dropped_sources(mime(image=QPixmap.fromImage(image)))
    assert source.image.size() == image.size()


def test_undecodable_image_data_does_not_hide_the_file(make_picture):
    path = make_picture()
    data = mime(QUrl.fromLocalFile(str(path)), image=QImage())
    assert dropped_sources(data) == [LocalFile(path)]


def test_local_files_come_before_web_addresses(make_picture):
    path = make_picture()
    data = mime(WEB, QUrl.fromLocalFile(str(path)), html=f'<img src="{WEB}">')
    assert dropped_sources(data) == [LocalFile(path)]


def test_web_addresses_come_before_the_page(image):
    data = mime("http://a.example/1.png", WEB, html='<img src="https://b.example/2.png">')
    assert dropped_sources(data) == [Address("http://a.example/1.png"), Address(WEB)]


@pytest.mark.parametrize(
    "html",
    [
        f'<p>A <b>page</b><img class="x" src="{WEB.replace("&", "&amp;")}"><img src="https://z.example"></p>',
        f"<IMG alt='a > b' SRC='{WEB}'/>",
        f"<img src={WEB}>",
        f'<!-- <img src="https://no.example/"> --><img src=" {WEB} ">',
        f'<img src="file:///etc/hostname"><img src="relative.png"><img src="{WEB}">',
    ],
)
def test_the_first_picture_of_a_page_is_found(html):
    assert dropped_sources(mime(html=html)) == [Address(WEB)]


@pytest.mark.parametrize("address", [DATA, "data:image/png," + quote(PNG)])
def test_a_picture_in_a_data_address_is_decoded(address):
    assert dropped_sources(mime(html=f'<img src="{address}">')) == [Encoded(PNG)]
    assert dropped_sources(mime(address)) == [Encoded(PNG)]


@pytest.mark.parametrize(
    "address",
    [
        "data:text/html,<b>x</b>",
        "data:image/png;base64,A",
        "data:image/png;base64,",
        "data:image/png",
    ],
)
def test_a_data_address_without_a_picture_is_skipped(address):
    assert dropped_sources(mime(address)) == []


def test_a_picture_in_a_data_address_has_a_size_limit(monkeypatch):
    monkeypatch.setattr(drops, "MAX_BYTES", len(PNG))
    assert dropped_sources(mime(html=f'<img src="{DATA}">')) == [Encoded(PNG)]
    monkeypatch.setattr(drops, "MAX_BYTES", len(PNG) - 1)
    assert dropped_sources(mime(html=f'<img src="{DATA}">')) == []


def test_a_pasted_web_address_counts(qapp):
    assert dropped_sources(mime(text=f" {WEB}\n")) == [Address(WEB)]


@pytest.mark.parametrize(
    "data",
    [
        {"text": "just words"},
        {"text": f"see {WEB}"},
        {"text": "ftp://a.example/a.png"},
        {"html": "<b>words</b>"},
        {"html": '<img src="file:///etc/hostname">'},
        {"html": '<img src="javascript:alert(1)">'},
        {"html": "<img>"},
    ],
)
def test_other_texts_and_pages_bring_no_picture(data):
    assert dropped_sources(mime(**data)) == []
    assert not brings_pictures(mime(**data))


@pytest.mark.parametrize("url", ["ftp://a.example/a.png", "javascript:alert(1)", "smb://a/b.png"])
def test_other_url_schemes_bring_no_picture(url):
    assert dropped_sources(mime(url)) == []
    assert not brings_pictures(mime(url))


def test_a_hovering_drag_is_known_to_bring_pictures(image, make_picture):
    assert brings_pictures(mime(image=image))
    assert brings_pictures(mime(QUrl.fromLocalFile(str(make_picture()))))
    assert brings_pictures(mime(WEB))
    assert brings_pictures(mime(html=f'<img src="{DATA}">'))
    assert brings_pictures(mime(text=WEB))
    assert not brings_pictures(QMimeData())


@pytest.mark.skipif(os.name != "posix", reason="only POSIX allows names that are not UTF-8")
def test_a_file_with_a_name_that_is_not_utf8_is_dropped_like_any_other():
    data = QMimeData()
    data.setData("text/uri-list", b"file:///tmp/caf%E9%23.png\r\nfile:///tmp/%C3%A4.png\r\n")
    assert [os.fsencode(path) for path in dropped_files(data)] == [
        b"/tmp/caf\xe9#.png", "/tmp/ä.png".encode(),
    ]  # fmt: skip
