"""Sealed files return what was written, or are refused."""

import json

import numpy as np
import pytest

from nst_desktop.storage.sealed_file import SealError, read_sealed, read_text, write_sealed

ARRAYS = {
    "picture": np.arange(12, dtype=np.float32).reshape(1, 3, 2, 2),
    "moves": np.ones((2, 3), np.float16),
    "shown": np.zeros((2, 2, 3), np.uint8),
    "none": np.empty((0, 4), np.float32),
    "one": np.float32(7).reshape(()),
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.sealed"
    write_sealed(path, "a text", ARRAYS)
    return path


def test_text_and_arrays_are_read_back(file):
    text, arrays = read_sealed(file)
    assert text == read_text(file) == "a text"
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert np.array_equal(arrays[name], array)


def test_a_strided_view_is_written_correctly(tmp_path):
    array = np.arange(24, dtype=np.float32).reshape(4, 6)[::2, ::3]
    write_sealed(tmp_path / "a", "", {"a": array})
    assert np.array_equal(read_sealed(tmp_path / "a")[1]["a"], array)


def test_any_flipped_byte_is_noticed(file):
    whole = file.read_bytes()
    for index in range(len(whole)):
        file.write_bytes(whole[:index] + bytes([whole[index] ^ 0x10]) + whole[index + 1 :])
        with pytest.raises(SealError):
            read_sealed(file)


def test_any_truncation_is_noticed(file):
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(SealError):
            read_sealed(file)
    file.write_bytes(whole + b"x")
    with pytest.raises(SealError):
        read_sealed(file)


@pytest.mark.parametrize(
    "arrays",
    [
        [["a", "object", [1]]],
        [["a", "float32", [1 << 39, 1 << 39]]],
        [["a", "float32", [-1]]],
        [["a", "float32", [2.0]]],
        [["a", "uint8", [1] * 5]],
        [["a", "uint8", []], ["a", "uint8", []]],
        [["a", "uint8", []]] * 65,
        {"a": 1},
        None,
    ],
)
def test_untrusted_sizes_allocate_no_memory(tmp_path, arrays):
    import hashlib

    head = json.dumps({"text": "", "arrays": arrays}).encode()
    start = b"nst-desktop sealed 1\n" + len(head).to_bytes(8, "little") + head
    start += hashlib.sha256(start).digest()
    body = start + b"xx"
    (tmp_path / "a").write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(SealError):
        read_sealed(tmp_path / "a")


def test_objects_cannot_be_sealed(tmp_path):
    with pytest.raises(ValueError, match="cannot be sealed"):
        write_sealed(tmp_path / "a", "", {"a": np.array([print], dtype=object)})
