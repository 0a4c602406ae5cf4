"""Computes figures over sets of features with NumPy, independently of Limn.

Writes distribution.safetensors, the features, and distribution.json, the figures that
`DistributionFixtureTests` expects of them.

    python3 distribution.py
"""

import json
from pathlib import Path

import numpy as np

from features import write_safetensors

HERE = Path(__file__).parent
K = 5
rng = np.random.default_rng(11)


def frechet(a, b):
    """The trace of the root by the eigenvalues of the product, as they are."""
    s1, s2 = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    root = np.sqrt(np.maximum(np.linalg.eigvals(s1 @ s2).real, 0)).sum()
    return ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(s1) + np.trace(s2) - 2 * root


def kernel(a, b):
    return (a @ b.T / a.shape[1] + 1) ** 3


def discrepancy(a, b):
    m, n = len(a), len(b)
    aa, bb = kernel(a, a), kernel(b, b)
    return ((aa.sum() - np.trace(aa)) / (m * (m - 1)) + (bb.sum() - np.trace(bb)) / (n * (n - 1))
            - 2 * kernel(a, b).mean())


def subset_deviation(a, b, size, count=20_000):
    """The standard deviation of the discrepancy over random subsets."""
    own = np.random.default_rng(12)
    return np.std([discrepancy(a[own.choice(len(a), size, replace=False)],
                               b[own.choice(len(b), size, replace=False)])
                   for _ in range(count)])


def distances(a, b):
    return np.sqrt(((a[:, None] - b[None]) ** 2).sum(-1))


def radii(a):
    """The distance to the K-th of the others; the nearest of all is the vector itself."""
    return np.sort(distances(a, a), axis=1)[:, K]


def manifolds(pictures, reference):
    d = distances(pictures, reference)
    within = d <= radii(reference)[None]
    return {"precision": within.any(1).mean(), "density": within.sum(1).mean() / K,
            "coverage": within.any(0).mean(),
            "recall": (d <= radii(pictures)[:, None]).any(0).mean()}


def nearest(pictures, reference, held_out):
    d = distances(pictures, reference)
    own, other = d.min(1), distances(held_out, reference).min(1)
    copying = np.mean([(x < other).mean() + (x == other).mean() / 2 for x in own])
    return {"mean": own.mean(), "index": d.argmin(1), "held_out": other.mean(), "copying": copying}


def inception(p, splits):
    scores = []
    for i in range(splits):
        part = p[i * len(p) // splits:(i + 1) * len(p) // splits]
        q = part.mean(0, keepdims=True)
        scores.append(np.exp((part * (np.log(part) - np.log(q))).sum(1).mean()))
    return {"mean": np.mean(scores), "deviation": np.std(scores)}


def ridge(x, labels, test, strength=0.1):
    mean = x.mean(0)
    c = x - mean
    classes = sorted(set(labels))
    t = np.array([[1.0 if label == name else -1.0 for name in classes] for label in labels])
    gram = c.T @ c
    w = np.linalg.solve(gram + strength * np.trace(gram) / x.shape[1] * np.eye(x.shape[1]), c.T @ t)
    scores = (test - mean) @ w + t.mean(0)
    return [classes[i] for i in scores.argmax(1)]


mix = rng.normal(0, 0.3, (16, 16))
reference = np.maximum(rng.normal(0.5, 1, (300, 16)) @ mix, 0)
pictures = np.maximum(rng.normal(0.8, 0.7, (260, 16)) @ mix, 0)
pictures[:20] = reference[40:60] + rng.normal(0, 0.01, (20, 16))
held_out = np.maximum(rng.normal(0.5, 1, (120, 16)) @ mix, 0)
# Fewer vectors than features.
few, others = rng.normal(0, 1, (7, 16)), rng.normal(0.3, 1.2, (11, 16))
probabilities = rng.dirichlet([0.4] * 5, 100)
labels = [str(i) for i in (reference[:, :3] - reference[:, :3].mean(0)).argmax(1)]
reference, pictures, held_out, few, others = (
    a.astype(np.float32).astype(np.float64) for a in (reference, pictures, held_out, few, others))
groups = [[0, 1, 2], [10, 20], [30, 31, 32, 33]]
pairs = [np.mean([distances(pictures[[i]], pictures[[j]])[0, 0]
                  for i in g for j in g if i < j]) for g in groups]

write_safetensors(
    HERE / "distribution.safetensors",
    {"reference": reference, "pictures": pictures, "held_out": held_out, "few": few,
     "others": others, "probabilities": probabilities}, {})
probabilities = probabilities.astype(np.float32).astype(np.float64)
figures = {
    "fid": frechet(pictures, reference), "fid_few": frechet(few, others),
    "fid_mixed": frechet(few, reference),
    "mmd": discrepancy(pictures, reference),
    "mmd_deviation": subset_deviation(pictures, reference, 130),
    "manifolds": manifolds(pictures, reference),
    "nearest": nearest(pictures, reference, held_out), "inception": inception(probabilities, 4),
    "diversity": {"groups": groups, "means": pairs},
    "ridge": {"labels": labels, "classes": ridge(reference, labels, pictures)},
}
text = json.dumps(
    figures, indent=1, default=lambda x: x.tolist() if isinstance(x, np.ndarray) else float(x))
(HERE / "distribution.json").write_text(text + "\n")
print(text[:700])
