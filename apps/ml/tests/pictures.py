"""Pictures for tests."""

import io

import numpy as np
from PIL import Image

from training.draw import picture


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def product(name: str, seed: int = 7) -> bytes:
    """A picture of a product as a PNG file."""
    return encoded(picture(name, np.random.default_rng(seed), hard=False))
