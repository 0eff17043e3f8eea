"""Dependence of the weights on the size: `python -m tests.bench.size [CONTENT STYLE]`.

Prints, as a table and as JSON, the ratio of the style's to the content's gradient norm at the
blend of both pictures, from 256 to 1024 px. Without pictures, it uses the samples.
"""

import json
import sys
from pathlib import Path

import torch

from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import resize, to_tensor
from nst_desktop.core.vgg import VGG19
from nst_desktop.images.load import load_picture
from nst_desktop.paths import sample_file
from nst_desktop.weights.network_weights import load_weights

SIZES = (256, 512, 1024)
LOSSES = ("gram", "moments", "sliced")


def main(arguments: list[str]) -> None:
    paths = [Path(each) for each in arguments] or [
        sample_file("mountain_lake.jpg"), sample_file("impasto.jpg"),
    ]  # fmt: skip
    content, style = (load_picture(path).pixels for path in paths)
    weights = load_weights()
    table = {}
    print(
        f"{'style loss':12}" + "".join(f"{size:>10} px" for size in SIZES) + "   largest/smallest"
    )
    for name in LOSSES:
        ratios = [ratio(content, style, weights, name, size) for size in SIZES]
        spread = max(ratios) / min(ratios)
        table[name] = {"sizes": SIZES, "ratios": ratios, "spread": spread}
        print(f"{name:12}" + "".join(f"{each:13.3f}" for each in ratios) + f"{spread:19.2f}")
    print(json.dumps(table))


def ratio(content, style, weights, style_loss, size) -> float:
    """Return the norm of the style's gradient over the content's, both with weight 1."""
    style_norm = gradient_norm(content, style, weights, style_loss, size, 1, 0)
    return style_norm / gradient_norm(content, style, weights, "gram", size, 0, 1)


def gradient_norm(content, style, weights, style_loss, size, style_weight, content_weight) -> float:
    params = StyleParams(
        size=size, style_loss=style_loss, style_weight=style_weight, content_weight=content_weight
    )
    job = StyleJob(params, lambda: weights, content, (Style(style),))
    cpu = torch.device("cpu")
    network = VGG19(weights, params.pooling, params.padding, cpu)
    aim = Objective(job, network, job.output_size, cpu, lambda: None)
    blend = sum(resize(to_tensor(each), job.output_size) for each in (content, style)) / 2
    return aim.evaluate(blend)[1].norm().item()


if __name__ == "__main__":
    main(sys.argv[1:])
