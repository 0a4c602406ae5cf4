#!/usr/bin/env python3
"""Prints the numbers that EstimateTests.swift expects, from the formulas of `Estimate`'s documentation."""
from math import sqrt

Z = 1.959963984540054


def share(tallies):
    return sum(y for y, _ in tallies) / sum(m for _, m in tallies)


def variance(tallies):
    groups, n, p = len(tallies), sum(m for _, m in tallies), share(tallies)
    return groups / (groups - 1) * sum((y - p * m) ** 2 for y, m in tallies) / n**2


def wilson(p, variance, prompts, images):
    size = min(max(p * (1 - p) / variance, 1), images) if variance > 0 else prompts
    shrink = 1 + Z * Z / size
    middle = (p + Z * Z / (2 * size)) / shrink
    spread = Z * sqrt(p * (1 - p) / size + Z * Z / (4 * size * size)) / shrink
    return p, middle - spread, middle + spread


def estimate(tallies):
    own = variance(tallies) if len(tallies) > 1 else 0
    return wilson(share(tallies), own, len(tallies), sum(m for _, m in tallies))


def unseen(group, p):
    """The variance of a group whose prompts do not differ, among groups of the mean p."""
    n, q = len(group), share(group)
    a, b = n * q + 0.5, n * (1 - q) + 0.5
    jeffreys = a * b / ((a + b) ** 2 * (a + b + 1))
    return min(p * (1 - p) / n, jeffreys) if n > 1 else p * (1 - p)


def mean_of(groups):
    p = sum(map(share, groups)) / len(groups)
    own = [(variance(g) if len(g) > 1 else 0) or unseen(g, p) for g in groups]
    every = [t for g in groups for t in g]
    return wilson(p, sum(own) / len(groups) ** 2, len(every), sum(m for _, m in every))


first = [(4, 4), (0, 4), (2, 4), (4, 4), (4, 4)]
second = [(1, 2), (0, 2), (0, 2)]
for name, found in [
    ("first", estimate(first)),
    ("second", estimate(second)),
    ("mean of both", mean_of([first, second])),
    ("all correct", estimate([(3, 3)] * 10)),
    ("mean with a group of one prompt", mean_of([first, [(2, 4)]])),
    ("mean with a group of ten that are all correct", mean_of([first, [(4, 4)] * 10])),
    ("mean of groups that are all correct but one", mean_of([[(4, 4)] * 9 + [(0, 4)]] + [[(4, 4)] * 40] * 5)),
]:
    print(name, *(f"{x:.15f}" for x in found))
