"""No file, class or function of the package shares its name with another one."""

from tools.names import shared_file_names, shared_identifiers


def test_a_file_name_stands_for_one_file():
    assert shared_file_names() == {}


def test_a_class_or_function_name_stands_for_one_thing():
    assert shared_identifiers() == {}


def test_what_is_shared_is_listed_with_its_places(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.py").write_text("class Same: ...\ndef _own(): ...\n")
    assert shared_file_names(tmp_path) == {"same.py": ["one/same.py", "two/same.py"]}
    assert shared_identifiers(tmp_path) == {"Same": ["one/same.py", "two/same.py"]}
