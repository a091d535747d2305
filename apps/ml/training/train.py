"""Trains the model on drawn pictures and writes it with its metrics: `python -m training.train`.

Every number comes from the seed; the same machine makes the same file. It takes a few minutes.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.draw import PRODUCTS, picture
from vision.features import LENGTH, features
from vision.model import MODEL, Model

SEED = 3
HIDDEN = 64
EPOCHS = 30
BATCH = 64
RATE = 0.002
DECAY = 0.02
CATEGORIES = sorted(PRODUCTS)


def drawn(seed: int, per_category: int) -> tuple[np.ndarray, np.ndarray]:
    """Features and categories of so many drawn pictures of each category."""
    random = np.random.default_rng(seed)
    labels = np.tile(np.arange(len(CATEGORIES)), per_category)
    return np.stack([features(picture(CATEGORIES[label], random)) for label in labels]), labels


def batches(count: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    """The numbers below `count` in random order, some at a time."""
    order = random.permutation(count)
    for start in range(0, count, BATCH):
        yield order[start : start + BATCH]


def fit(vectors: np.ndarray, labels: np.ndarray, random: np.random.Generator) -> list[np.ndarray]:
    """Weights and biases of both layers, by Adam with weight decay and a falling rate."""
    outputs = len(CATEGORIES)
    parameters = [
        random.normal(0, np.sqrt(2 / LENGTH), (LENGTH, HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0, np.sqrt(2 / HIDDEN), (HIDDEN, outputs)),
        np.zeros(outputs),
    ]
    moments = [(np.zeros_like(each), np.zeros_like(each)) for each in parameters]
    steps, total = 0, EPOCHS * -(-len(labels) // BATCH)
    # Not quite certain of any label, so that the probabilities mean something.
    targets = np.eye(outputs)[labels] * 0.95 + 0.05 / outputs
    for _ in range(EPOCHS):
        for chosen in batches(len(labels), random):
            first, first_bias, second, second_bias = parameters
            batch = vectors[chosen]
            hidden = np.maximum(batch @ first + first_bias, 0)
            kept = hidden * (random.random(hidden.shape) < 0.8) / 0.8
            scores = kept @ second + second_bias
            powers = np.exp(scores - scores.max(axis=1, keepdims=True))
            error = (powers / powers.sum(axis=1, keepdims=True) - targets[chosen]) / len(chosen)
            back = error @ second.T * (kept > 0) / 0.8
            gradients = [batch.T @ back, back.sum(axis=0), kept.T @ error, error.sum(axis=0)]
            steps += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * steps / total))
            for parameter, gradient, (mean, square) in zip(parameters, gradients, moments, strict=True):
                mean += 0.1 * (gradient - mean)
                square += 0.001 * (gradient**2 - square)
                step = (mean / (1 - 0.9**steps)) / (np.sqrt(square / (1 - 0.999**steps)) + 1e-8)
                parameter -= rate * (step + DECAY * parameter * (parameter.ndim > 1))
    return parameters


def measured(model: Model, seed: int, per_category: int) -> dict:
    """How the model does on pictures it has not seen."""
    vectors, labels = drawn(seed, per_category)
    likely = model.probabilities(vectors)
    guessed = likely.argmax(axis=1)
    right = guessed == labels
    of_category = {}
    for index, name in enumerate(CATEGORIES):
        hits = int((right & (labels == index)).sum())
        of_category[name] = {
            "precision": round(hits / max(1, int((guessed == index).sum())), 4),
            "recall": round(hits / int((labels == index).sum()), 4),
        }
    return {
        "pictures": len(labels),
        "seed": seed,
        "accuracy": round(float(right.mean()), 4),
        "meanConfidence": round(float(likely.max(axis=1).mean()), 4),
        "categories": of_category,
    }


def main() -> None:
    """Trains, measures and writes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--to", type=Path, default=MODEL.parent, help="the folder to write to")
    arguments.add_argument("--pictures", type=int, default=700, help="drawn per category")
    options = arguments.parse_args()
    vectors, labels = drawn(SEED, options.pictures)
    mean, scale = vectors.mean(axis=0), vectors.std(axis=0) + 0.05
    parameters = fit(((vectors - mean) / scale).astype(np.float64), labels, np.random.default_rng(SEED))
    path = options.to / "model.npz"
    np.savez_compressed(
        path,
        categories=np.array(CATEGORIES),
        mean=mean.astype(np.float16),
        scale=scale.astype(np.float16),
        **{
            name: value.astype(np.float16)
            for name, value in zip(("weights0", "bias0", "weights1", "bias1"), parameters, strict=True)
        },
    )
    metrics = {
        "model": f"{LENGTH} features, {HIDDEN} hidden units, {len(CATEGORIES)} categories",
        "training": {"pictures": len(labels), "seed": SEED, "epochs": EPOCHS, "batch": BATCH, "rate": RATE},
        "test": measured(Model(path), SEED + 1, 200),
    }
    (options.to / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n")
    print(f"{path}: {path.stat().st_size} bytes, accuracy {metrics['test']['accuracy']}")


if __name__ == "__main__":
    main()
