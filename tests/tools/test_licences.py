"""The text with the licences of everything in the bundle."""

from importlib.metadata import PathDistribution

from tools.licences import Component, component_of, licences_text, write_licences


def package(folder, metadata, **files):
    """Write an installed package into a folder and return it."""
    info = folder / "painter-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: painter\nVersion: 1.0\n{metadata}"
    )
    names = ["METADATA"]
    for name, text in files.items():
        (info / name).write_text(text)
        names.append(name)
    (info / "RECORD").write_text("".join(f"{info.name}/{name},,\n" for name in names))
    return PathDistribution(info)


def test_a_package_brings_its_licence_and_notices(tmp_path):
    found = component_of(
        package(tmp_path, "License-Expression: MIT\n", LICENSE="Be nice.", NOTICE="By me.")
    )
    assert found == Component("painter 1.0", "MIT", ("Be nice.", "By me."))


def test_an_older_packages_licence_is_named_by_its_classifier(tmp_path):
    metadata = "Classifier: License :: OSI Approved :: BSD License\n"
    assert component_of(package(tmp_path, metadata)).licence == "BSD License"


def test_a_whole_text_in_the_place_of_a_name_is_not_listed(tmp_path):
    metadata = "License: Copyright me\n        All rights\n"
    assert component_of(package(tmp_path, metadata)).licence == "see below"


def test_equal_texts_are_printed_once():
    text = licences_text(
        [Component("a 1", "MIT", ("Be nice.",)), Component("b 2", "MIT", ("Be nice.",))]
    )
    assert text.count("Be nice.") == 1
    assert "The same text as at a 1." in text


def test_everything_is_listed_and_the_general_licences_are_complete(tmp_path):
    target = tmp_path / "LICENCES.txt"
    write_licences(target, [package(tmp_path, "License: ISC\n")], [])
    text = target.read_text(encoding="utf-8")
    assert "NST Desktop" in text.splitlines()[0]
    assert "painter 1.0" in text
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text
