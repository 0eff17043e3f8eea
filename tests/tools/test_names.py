"""File, class and function names are unique in the package."""

from tools.names import shared_file_names, shared_identifiers


def test_file_names_are_unique():
    assert shared_file_names() == {}


def test_class_and_function_names_are_unique():
    assert shared_identifiers() == {}


def test_shared_names_are_listed_with_their_paths(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.py").write_text("class Same: ...\ndef _own(): ...\n")
    assert shared_file_names(tmp_path) == {"same.py": ["one/same.py", "two/same.py"]}
    assert shared_identifiers(tmp_path) == {"Same": ["one/same.py", "two/same.py"]}
