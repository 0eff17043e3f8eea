import hashlib
import pickle
import random
import zipfile

import pytest
import torch
from safetensors.torch import save_file

from nst_desktop.core.errors import WeightsError
from nst_desktop.weights.network_weights import builtin_path, load_weights
from nst_desktop.weights.weight_files import read_weights
from tests.weights.vgg_states import caffe_state, hollow_state


def read(path):
    return read_weights(path, path.name, "")


def save(state, path, **options):
    if path.suffix == ".safetensors":
        save_file({name: tensor.contiguous() for name, tensor in state.items()}, path, **options)
    else:
        torch.save(state, path, **options)
    return path


@pytest.fixture(scope="module")
def builtin():
    return load_weights()


@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
def test_a_conversion_of_the_original_network_equals_the_builtin_one(tmp_path, builtin, suffix):
    path = save(caffe_state(builtin), tmp_path / f"vgg{suffix}")
    found = load_weights(str(path))
    for pair, good in zip(found.convolutions, builtin.convolutions, strict=True):
        torch.testing.assert_close(pair, good, rtol=0, atol=0)
    assert (found.mean, found.std) == (builtin.mean, builtin.std)
    assert found.name == f"vgg{suffix}"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_copy_of_the_builtin_file_equals_it(tmp_path, builtin):
    path = tmp_path / "copy.bin"
    path.write_bytes(builtin_path().read_bytes())
    found = read(path)
    for pair, good in zip(found.convolutions, builtin.convolutions, strict=True):
        torch.testing.assert_close(pair, good, rtol=0, atol=0)
    assert (found.mean, found.std) == (builtin.mean, builtin.std)


@pytest.mark.parametrize("suffix", [".pth", ".pt", ".bin", ".PTH"])
def test_all_other_weights_get_torchvisions_input(tmp_path, suffix):
    state = hollow_state() | {"features.0.weight": torch.randn(64, 3, 3, 3)}
    found = read(save(state, tmp_path / f"vgg{suffix}"))
    torch.testing.assert_close(found.convolutions[0][0], state["features.0.weight"])
    assert found.mean == (0.485, 0.456, 0.406)
    assert found.std == (0.229, 0.224, 0.225)


def test_a_safetensors_file_may_declare_its_input(tmp_path):
    state = hollow_state() | {"features.0.weight": torch.randn(64, 3, 3, 3)}
    found = read(save(state, tmp_path / "vgg.safetensors", metadata={"vgg_input": "caffe"}))
    torch.testing.assert_close(found.convolutions[0][0], state["features.0.weight"].flip(1))
    assert found.std == (1 / 255, 1 / 255, 1 / 255)


@pytest.mark.parametrize("name", ["module.features.", "features.module."])
def test_the_names_of_data_parallel_are_understood(tmp_path, name):
    state = {key.replace("features.", name): tensor for key, tensor in hollow_state().items()}
    assert read(save(state, tmp_path / "vgg.pth")).mean == (0.485, 0.456, 0.406)


def test_a_state_dict_in_a_checkpoint_is_found(tmp_path):
    path = save({"epoch": 3, "state_dict": hollow_state()}, tmp_path / "checkpoint.pth")
    assert read(path).name == "checkpoint.pth"


def test_the_format_before_zip_files_is_read(tmp_path):
    path = tmp_path / "old.pth"
    assert read(save(hollow_state(), path, _use_new_zipfile_serialization=False)).name == "old.pth"


def test_another_network_is_rejected_with_the_files_name(tmp_path):
    path = save(hollow_state("vgg16"), tmp_path / "vgg16.pth")
    with pytest.raises(WeightsError, match=r"^vgg16\.pth .*16 convolutions of VGG-19"):
        read(path)


class Trap:
    """An object whose pickle opens a file for writing when it is loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


@pytest.mark.parametrize("is_zip", [True, False])
def test_a_file_with_code_is_rejected_and_nothing_runs(tmp_path, is_zip):
    trace = tmp_path / "trace"
    state = hollow_state() | {"extra": Trap(trace)}
    path = save(state, tmp_path / "vgg.pth", _use_new_zipfile_serialization=is_zip)
    with pytest.raises(WeightsError, match=r"objects other than tensors.*was not loaded"):
        read(path)
    assert not trace.exists()


def test_a_plain_pickle_with_code_is_rejected_and_nothing_runs(tmp_path):
    trace = tmp_path / "trace"
    path = tmp_path / "vgg.pt"
    path.write_bytes(pickle.dumps(Trap(trace), protocol=2))
    with pytest.raises(WeightsError):
        read(path)
    assert not trace.exists()


def test_a_whole_module_is_rejected_with_advice(tmp_path):
    path = save(torch.nn.Conv2d(3, 4, 3), tmp_path / "model.pt")
    with pytest.raises(WeightsError, match=r"model\.pt contains objects other.*state_dict\(\)"):
        read(path)


def test_a_file_without_names_is_rejected(tmp_path):
    with pytest.raises(WeightsError, match="not contain a state_dict"):
        read(save(torch.ones(3), tmp_path / "vgg.pth"))


@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
def test_a_file_cut_short_is_damaged(tmp_path, suffix):
    path = save({"features.0.weight": torch.ones(64, 3, 3, 3)}, tmp_path / f"vgg{suffix}")
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(WeightsError, match=rf"vgg\{suffix} is damaged"):
        read(path)


@pytest.mark.parametrize("suffix", [".pth", ".safetensors"])
@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 5000])
def test_random_bytes_are_rejected_in_one_line(tmp_path, suffix, size):
    path = tmp_path / f"noise{suffix}"
    for seed in range(10):
        path.write_bytes(random.Random(seed).randbytes(size))
        with pytest.raises(WeightsError) as caught:
            read(path)
        assert "\n" not in str(caught.value)


def test_a_missing_file_is_reported(tmp_path):
    for suffix in (".pth", ".safetensors"):
        with pytest.raises(WeightsError, match=rf"gone\{suffix} cannot be read"):
            read(tmp_path / f"gone{suffix}")


PAGE = b"<!DOCTYPE html><html>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (PAGE, "is a web page"),
        (b"\xef\xbb\xbf\n <html lang='en'>", "is a web page"),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS.*git lfs pull"),
        (b'{"error": "Not found"}', r"is a text file.*begins with '{\"error\""),
        ("é".encode() * 600, "is a text file"),
        (b"", "is empty"),
        (pickle.dumps({"a": 1}), r"pickle file that was not written by PyTorch.*torch\.save"),
        (b"\x89HDF\r\n\x1a\n" + bytes(90), "neither a safetensors nor a PyTorch"),
    ],
)
@pytest.mark.parametrize("name", ["vgg.pth", "vgg.safetensors", "vgg.h5"])
def test_other_files_are_identified_by_their_content(tmp_path, content, reason, name):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=f"^{name} .*{reason}") as caught:
        read(path)
    assert ("malicious code" in str(caught.value)) == ("pickle" in reason)


def test_a_zip_file_without_weights_is_reported(tmp_path):
    path = tmp_path / "vgg.pth"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("vgg19.pth", "weights")
    with pytest.raises(WeightsError, match=r"zip archive, not a weights file.*unzip it"):
        read(path)


@pytest.mark.filterwarnings("error")
def test_torchscript_is_reported_without_a_warning(tmp_path):
    path = tmp_path / "vgg.pt"
    with zipfile.ZipFile(path, "w") as archive:  # as torch.jit.save lays it out
        for part in ("data.pkl", "constants.pkl", "version"):
            archive.writestr(f"vgg/{part}", "")
    with pytest.raises(WeightsError, match=r"TorchScript program.*state_dict\(\)"):
        read(path)


@pytest.mark.parametrize("name", ["vgg.pth", "vgg.bin", "vgg.h5", "vgg"])
def test_safetensors_are_read_under_any_name(tmp_path, name):
    path = save(hollow_state(), tmp_path / "a.safetensors", metadata={"vgg_input": "caffe"})
    assert read(path.rename(tmp_path / name)).std == (1 / 255, 1 / 255, 1 / 255)


@pytest.mark.parametrize("is_zip", [True, False])
def test_a_pytorch_file_named_safetensors_is_read(tmp_path, is_zip):
    path = save(hollow_state(), tmp_path / "a.pth", _use_new_zipfile_serialization=is_zip)
    assert read(path.rename(tmp_path / "vgg.safetensors")).std == (0.229, 0.224, 0.225)
