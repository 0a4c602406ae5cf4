"""Judges differences of scores with SciPy and NumPy, independently of Limn.

Writes comparison.json: score lists with the p values, standard errors and intervals that
`ComparisonFixtureTests` expects of them.

    python3 comparison.py
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats

rng = np.random.default_rng(7)


def scores(count, share):
    """The means of four seeds, for prompts of unequal difficulty."""
    return rng.binomial(4, np.clip(rng.normal(share, 0.3, count), 0, 1)) / 4


def difference(a, b, axis=-1):
    return np.mean(b, axis=axis) - np.mean(a, axis=axis)


def exact(a, b, kind):
    """SciPy's permutation test over all arrangements."""
    result = stats.permutation_test(
        (a, b), difference, permutation_type=kind, n_resamples=np.inf, vectorized=True)
    return float(result.pvalue)


def sign_flips(d):
    """The exact p value of differences that are multiples of 1/4, by convolution."""
    steps = np.rint(4 * d).astype(int)
    reach = int(np.abs(steps).sum())
    ways = np.zeros(2 * reach + 1)
    ways[reach] = 1
    for step in steps:
        ways = (np.roll(ways, step) + np.roll(ways, -step)) / 2
    sums = np.arange(-reach, reach + 1)
    return float(ways[np.abs(sums) >= abs(steps.sum())].sum())


def interval(strata, draws=200_000):
    """The percentile interval of a sum over strata, of each of which n - 1 of n are drawn, its ends
    moved away from the sum by Student's quantile over the normal one."""
    total = np.zeros(draws)
    for c in strata:
        n = len(c)
        total += c[rng.integers(0, n, (draws, n - 1))].sum(axis=1) * n / (n - 1)
    middle = sum(c.sum() for c in strata)
    stretch = stats.t.ppf(0.975, sum(len(c) - 1 for c in strata)) / stats.norm.ppf(0.975)
    return [float(middle + (x - middle) * stretch) for x in np.quantile(total, [0.025, 0.975])]


few = {"a": scores(12, 0.4), "b": scores(12, 0.65)}
many = {"a": scores(60, 0.45), "b": scores(60, 0.55)}
other = {"a": scores(10, 0.5), "b": scores(10, 0.8)}
apart = {"a": scores(7, 0.3), "b": scores(7, 0.7)}
d_many, d_other = many["b"] - many["a"], other["b"] - other["a"]
cases = {
    "few": few | {"p": exact(few["a"], few["b"], "samples"),
                  "error": stats.sem(few["b"] - few["a"])},
    "many": many | {"p": sign_flips(d_many), "error": stats.sem(d_many),
                    "interval": interval([d_many / 60])},
    "other": other | {"p": exact(other["a"], other["b"], "samples"),
                      "error": stats.sem(d_other)},
    "both": {"error": float(np.hypot(stats.sem(d_many), stats.sem(d_other)) / 2),
             "interval": interval([d_many / 120, d_other / 20])},
    "apart": apart | {
        "p": exact(apart["a"], apart["b"], "independent"),
        "error": float(np.hypot(stats.sem(apart["a"]), stats.sem(apart["b"]))),
        "interval": interval([-apart["a"] / 7, apart["b"] / 7])},
    "shares": [[k, n, float(stats.beta.ppf(0.975, k + 1, n - k))]
               for k, n in [(0, 12), (1, 72), (3, 5), (4, 400)]],
    "power": [[tests, free, float(stats.t.isf(0.025 / tests, free) + stats.t.ppf(0.8, free))]
              for tests, free in [(1, 1), (1, 11), (7, 11), (7, 400), (200, 66)]],
}
text = json.dumps(
    cases, indent=1, default=lambda x: x.tolist() if isinstance(x, np.ndarray) else float(x))
Path(__file__).with_name("comparison.json").write_text(text + "\n")
