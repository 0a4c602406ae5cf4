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


def mean_of(groups):
    p = sum(map(share, groups)) / len(groups)
    own = [variance(g) if len(g) > 1 else p * (1 - p) for g in groups]
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
]:
    print(name, *(f"{x:.15f}" for x in found))
