"""Draws the sample pictures that the upload page offers: `python -m training.samples <folder>`."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from training.draw import CANVAS, PRODUCTS

# Which random numbers give a picture that people like, and the wall and table behind it.
SAMPLES = {
    "bottle": (14, "#dff0e4", "#c3dfcd"),
    "chair": (9, "#fdebd9", "#f3d3b2"),
    "mug": (2, "#e6ecfb", "#c9d6f3"),
    "phone": (8, "#f0e7fa", "#dccbf0"),
    "shirt": (1, "#fbe7ec", "#f2cbd6"),
    "shoe": (3, "#e2f3f5", "#c2e2e6"),
}


def sample(product: str) -> Image.Image:
    """One picture, upright and centred, on a quiet background."""
    seed, wall, table = SAMPLES[product]
    scene = Image.new("RGB", (CANVAS, CANVAS), wall)
    ImageDraw.Draw(scene).rectangle((0, 176, CANVAS, CANVAS), fill=table)
    layer = Image.new("RGBA", (CANVAS, CANVAS), (0, 0, 0, 0))
    PRODUCTS[product](ImageDraw.Draw(layer), np.random.default_rng(seed))
    shadow = Image.new("RGBA", layer.size, (0, 0, 0, 0))
    shadow.putalpha(layer.getchannel("A").point(lambda alpha: alpha // 6))
    scene.paste(shadow, (6, 8), shadow)
    scene.paste(layer, (0, 0), layer)
    return scene


def main() -> None:
    """Writes one file per sample."""
    folder = Path(sys.argv[1])
    for product in SAMPLES:
        sample(product).save(folder / f"{product}.webp", "WEBP", quality=90, method=6)


if __name__ == "__main__":
    main()
