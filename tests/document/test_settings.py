"""What is remembered, by one window and by two, and what a damaged file does."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from nst_desktop.document.settings import MAX_RECENT, Settings
from nst_desktop.ui.parts.theme import Theme

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings" / "settings.ini"


def in_another_process(file, script):
    """Carry out this with settings of the same file, as a second instance would."""
    whole = f"""
        import sys
        from pathlib import Path
        from nst_desktop.document.settings import Settings
        settings = Settings(Path(sys.argv[1]))
        {script}
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(whole), str(file)],
        env={**os.environ, "PYTHONPATH": str(HERE)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_everything_is_there_again_the_next_time(file, tmp_path):
    first = Settings(file)
    text = '{"style_weight": 2.5, "note": "ä; = , \\"\\n"}'
    first.set_text("params", text)
    first.set_flag("panel/history", False)
    first.set_document("save", {"format": "jpeg", "quality": 90, "recipe": True})
    first.set_path("save_folder", tmp_path)
    first.set_state("window", QByteArray(b"\x00\x01\xff"))
    first.set_theme(Theme.DARK)
    first.add_recent(tmp_path / "lake, at dawn.png")
    first.write()
    script = """print([settings.text("params"), settings.flag("panel/history", True),
            settings.document("save"), settings.path("save_folder"),
            settings.state("window").data(), str(settings.theme()), settings.recent()])"""
    assert in_another_process(file, script) == str(
        [
            text, False, {"format": "jpeg", "quality": 90, "recipe": True}, tmp_path,
            b"\x00\x01\xff", "dark", [tmp_path / "lake, at dawn.png"],
        ]
    )  # fmt: skip


def test_without_a_file_there_are_defaults(file):
    settings = Settings(file)
    assert settings.notice() == ""
    assert settings.text("params") == ""
    assert settings.text("params", "{}") == "{}"
    assert settings.flag("panel/history", True) is True
    assert settings.flag("panel/history", False) is False
    assert settings.document("save") == {}
    assert settings.recent() == []
    assert settings.path("save_folder") is None
    assert settings.state("window") is None
    assert settings.theme() is Theme.SYSTEM


def test_the_newest_files_come_first_once_each_and_there_are_twelve_at_most(file):
    settings = Settings(file)
    paths = [Path(f"/pictures/{index}.png") for index in range(MAX_RECENT + 3)]
    for path in paths:
        settings.add_recent(path)
    settings.add_recent(paths[5])
    recent = settings.recent()
    assert recent[:2] == [paths[5], paths[-1]]
    assert len(recent) == len(set(recent)) == MAX_RECENT == 12
    settings.clear_recent()
    assert Settings(file).recent() == []


# two windows


def test_a_window_does_not_see_what_another_one_changes(file):
    here = Settings(file)
    here.set_text("params", "mine")
    assert here.flag("panel/history", True)
    script = 'settings.set_text("params", "its"); settings.set_flag("panel/history", False)'
    in_another_process(file, script + "; settings.write()")
    assert here.text("params") == "mine"
    assert here.flag("panel/history", True)


def test_the_next_window_finds_those_of_the_last_one_closed_not_a_mixture(file):
    here = Settings(file)
    here.set_text("params", "mine")
    here.set_text("photograph", "mine")
    assert here.flag("panel/history", True)  # not set here: as it is at first
    in_another_process(
        file,
        'settings.set_text("params", "its"); settings.set_text("photograph", "its"); '
        'settings.set_flag("panel/history", False); settings.write()',
    )
    here.set_text("params", "mine, changed")
    here.write()
    script = 'print([settings.text(k) for k in ("params", "photograph")], ' + (
        'settings.flag("panel/history", True))'
    )
    assert in_another_process(file, script) == "['mine, changed', 'mine'] True"


def test_the_recent_files_of_two_windows_are_one_list(file):
    here = Settings(file)
    here.add_recent(Path("/a.png"))
    in_another_process(file, 'settings.add_recent(Path("/b.png"))')
    here.add_recent(Path("/c.png"))
    assert [path.name for path in here.recent()] == ["c.png", "b.png", "a.png"]


# damage


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 12,
        bytes(3000),
        b"hello\nthis is not an INI file\n",
        b"[General\ntheme=dark\n",
        "[General]\ntheme=d\u00e4rk\n".encode("latin-1"),
    ],
)
def test_a_damaged_file_gives_defaults_and_a_notice_and_can_be_written_again(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    settings = Settings(file)
    assert "could not be read" in settings.notice()
    assert settings.theme() is Theme.SYSTEM
    assert settings.recent() == []
    settings.set_theme(Theme.DARK)
    settings.write()
    assert Settings(file).notice() == ""
    assert in_another_process(file, "print(settings.theme(), settings.notice())") == "dark"
    assert file.with_name("settings.ini.damaged").read_bytes() == content


@pytest.mark.parametrize(
    "value",
    ["a, b", "@Invalid()", "@Rect(1 2 3 4)", "@Variant(\\0\\0\\0\\x7f\\0abc)", "@ByteArray(x)",
     "[1", "{", "[1, null, {}]", "-1", ""],
)  # fmt: skip
def test_entries_of_another_kind_count_as_not_there(file, value):
    file.parent.mkdir()
    quoted = '"' + value + '"'
    keys = ("theme", "recent")
    groups = ("state", "path", "text", "flag", "document")
    for written in (value, quoted):
        lines = ["[General]", *(f"{key}={written}" for key in keys)]
        for group in groups:
            lines += [f"[{group}]", f"x={written}"]
        file.write_text("\n".join(lines) + "\n")
        settings = Settings(file)
        assert settings.theme() is Theme.SYSTEM
        assert settings.recent() == []
        assert settings.path("x") is None
        assert settings.flag("x", True) is True
        assert settings.document("x") == {}
        assert isinstance(settings.text("x"), str)
        assert settings.state("x") is None or value == "@ByteArray(x)"
        settings.write()


def test_settings_that_cannot_be_written_last_as_long_as_the_window(file, caplog):
    file.parent.write_text("a file where the folder should be")
    settings = Settings(file)
    settings.set_theme(Theme.DARK)
    settings.write()
    settings.write()
    assert caplog.text.count("could not be written") == 1
    assert settings.theme() is Theme.DARK


def test_a_folder_in_the_place_of_the_file_is_put_aside(file):
    file.mkdir(parents=True)
    (file / "content").write_text("x")
    settings = Settings(file)
    settings.set_theme(Theme.DARK)
    settings.write()
    assert settings.notice()
    assert Settings(file).theme() is Theme.DARK
