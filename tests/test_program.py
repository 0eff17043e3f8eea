import pytest

from nst_desktop.program import command_name, restore_environment


@pytest.mark.parametrize(
    ("started", "name"),
    [
        ("main.py", "python main.py"),
        ("/nst/main.py", "python main.py"),
        ("/usr/lib/nst_desktop/__main__.py", "python -m nst_desktop"),
        ("/opt/nst-desktop/nst-desktop", "nst-desktop"),
        ("/usr/bin/pytest", "nst-desktop"),
    ],
)
def test_the_command_is_named_as_it_was_called(monkeypatch, started, name):
    monkeypatch.setattr("sys.argv", [started, "photo.jpg"])
    assert command_name() == name


def test_other_programs_get_the_users_own_libraries():
    environment = {
        "LD_LIBRARY_PATH": "/opt/nst-desktop/_internal",
        "LD_LIBRARY_PATH_ORIG": "/own/lib",
        "QT_PLUGIN_PATH": "/opt/nst-desktop/_internal/PySide6/Qt/plugins",
        "HOME": "/own",
    }
    restore_environment(environment)
    assert environment == {"LD_LIBRARY_PATH": "/own/lib", "HOME": "/own"}


def test_other_programs_get_the_systems_libraries_if_the_user_has_set_none():
    environment = {"LD_LIBRARY_PATH": "/opt/nst-desktop/_internal"}
    restore_environment(environment)
    assert environment == {}
