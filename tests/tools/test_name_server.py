"""The name server that records what it is asked for."""

from tools.name_server import name_in


def test_the_name_in_a_question_is_read():
    header = b"\xe1\x29\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"
    assert name_in(header + b"\x03www\x07example\x00\x00\x01\x00\x01") == "www.example"


def test_a_damaged_question_does_no_harm():
    assert name_in(b"") == ""
    assert name_in(b"\0" * 12 + b"\x09abc") == "abc"
