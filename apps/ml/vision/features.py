"""What the model sees of a picture: where edges run, and which colours lie where."""

import numpy as np
from PIL import Image

EDGE = 64
CELLS = 8
DIRECTIONS = 8
LENGTH = CELLS * CELLS * DIRECTIONS + 8 * 8 * 3


def square(image: Image.Image) -> Image.Image:
    """The middle of the picture as a square of 64 x 64 in RGB."""
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    middle = image.crop((left, top, left + side, top + side))
    return middle.convert("RGB").resize((EDGE, EDGE), Image.Resampling.BOX)


def features(image: Image.Image) -> np.ndarray:
    """The features of a picture, as a vector of `LENGTH` numbers.

    First the histogram of oriented gradients: for each of 8 x 8 cells how strong edges are in each of 8 directions,
    every group of cells normalised; then the colours of 8 x 8 patches.
    """
    pixels = np.asarray(square(image), dtype=np.float32) / 255
    vertical, horizontal = np.gradient(pixels, axis=(0, 1))
    strength = np.hypot(vertical, horizontal)
    strongest = strength.argmax(axis=2)[..., None]
    strength = np.take_along_axis(strength, strongest, 2)[..., 0]
    angle = np.arctan2(
        np.take_along_axis(vertical, strongest, 2)[..., 0], np.take_along_axis(horizontal, strongest, 2)[..., 0]
    )
    place = (angle % np.pi) / np.pi * DIRECTIONS
    lower = np.floor(place).astype(int) % DIRECTIONS
    share = place - np.floor(place)
    votes = np.zeros((EDGE, EDGE, DIRECTIONS), dtype=np.float32)
    rows, columns = np.indices((EDGE, EDGE))
    votes[rows, columns, lower] += strength * (1 - share)
    votes[rows, columns, (lower + 1) % DIRECTIONS] += strength * share
    edges = votes.reshape(CELLS, EDGE // CELLS, CELLS, EDGE // CELLS, DIRECTIONS).sum(axis=(1, 3))
    padded = np.pad(edges, ((1, 1), (1, 1), (0, 0)))
    around = sum(
        (padded[row : row + CELLS, column : column + CELLS] ** 2).sum(axis=2) for row in range(3) for column in range(3)
    )
    edges = edges / np.sqrt(around + 0.01)[..., None]
    patches = pixels.reshape(8, EDGE // 8, 8, EDGE // 8, 3).mean(axis=(1, 3))
    return np.concatenate([edges.ravel(), patches.ravel() - 0.5]).astype(np.float32)
