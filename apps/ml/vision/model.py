"""The model: a network with one hidden layer, read from an `.npz` that holds numbers only."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from vision.features import LENGTH, features

MODEL = Path(__file__).parent.parent / "model" / "model.npz"


@dataclass(frozen=True)
class Guess:
    """A category and how sure the model is of it, 0 to 1."""

    category: str
    confidence: float


class Model:
    """Weights and the names of the categories."""

    def __init__(self, path: Path = MODEL) -> None:
        # Without pickle a model file can hold nothing that runs.
        with np.load(path, allow_pickle=False) as file:
            self.categories = [str(name) for name in file["categories"]]
            self.mean, self.scale = (file[name].astype(np.float32) for name in ("mean", "scale"))
            self.layers = [
                (file[f"weights{index}"].astype(np.float32), file[f"bias{index}"].astype(np.float32))
                for index in range(2)
            ]
        shapes = [weights.shape for weights, _ in self.layers]
        if shapes[0][0] != LENGTH or shapes[0][1] != shapes[1][0] or shapes[1][1] != len(self.categories):
            raise ValueError(f'Cannot use the model "{path}": its layers are {shapes} for {LENGTH} features')

    def probabilities(self, vectors: np.ndarray) -> np.ndarray:
        """For each vector of features the probability of each category."""
        (first, first_bias), (second, second_bias) = self.layers
        hidden = np.maximum((vectors - self.mean) / self.scale @ first + first_bias, 0)
        scores = hidden @ second + second_bias
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)

    def guesses(self, image: Image.Image) -> list[Guess]:
        """What the picture may show, the likeliest first."""
        likely = self.probabilities(features(image)[None])[0]
        return [Guess(self.categories[index], float(likely[index])) for index in np.argsort(-likely)]
