"""Draws pictures of the Shapes world, independently of Limn's renderer.

Writes pictures.rgb (24 pictures of 64 by 64 pixels, three bytes each) and pictures.txt, a line for
each picture: its background, then size, colour, shape, x, y and radius of each object. The shapes
follow the words of the design: a regular star, an equilateral triangle, a heart by its usual
curve, which is not the one Limn draws.

    python3 draw_pictures.py
"""

import math
import random
from pathlib import Path

import numpy as np

SIDE, FINE = 64, 8
COLORS = {
    "red": "D62728", "orange": "FF8C1A", "yellow": "F5D327", "green": "2CA02C",
    "blue": "1F5FD6", "purple": "8E44AD", "pink": "FF7EB6", "brown": "7B4A2B",
}
BACKGROUNDS = {"white": "FFFFFF", "gray": "A0A0A0", "black": "101010"}
SHAPES = ["circle", "square", "triangle", "star", "heart", "cross", "diamond", "ring"]
RADII = {"small": (0.11, 0.14), "large": (0.18, 0.22)}


def outline(shape):
    """Corners of the shape, in any units; y points down."""
    turn = [2 * math.pi * k / 720 for k in range(720)]
    if shape in ("circle", "ring"):
        return [(math.cos(t), math.sin(t)) for t in turn]
    if shape == "square":
        return [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    if shape == "triangle":
        return [(0, -math.sqrt(3)), (1, 0), (-1, 0)]
    if shape == "diamond":
        return [(0, -1), (1, 0), (0, 1), (-1, 0)]
    if shape == "cross":
        a, b = 0.35, 1
        return [(-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a),
                (-b, a), (-b, -a), (-a, -a)]
    if shape == "star":
        inner = math.sin(math.pi / 10) / math.sin(7 * math.pi / 10)
        return [((inner if k % 2 else 1) * math.sin(math.pi * k / 5),
                 -(inner if k % 2 else 1) * math.cos(math.pi * k / 5)) for k in range(10)]
    return [(16 * math.sin(t) ** 3,
             -(13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)))
            for t in turn]


def corners(shape, x, y, radius):
    """The outline with its bounding box centred and its longer side twice the radius."""
    points = np.array(outline(shape))
    low, high = points.min(0), points.max(0)
    return (points - (low + high) / 2) / ((high - low).max() / 2) * radius + (x, y)


def inside(points, size):
    """Which points of a size by size grid over the canvas lie in a polygon (even-odd rule)."""
    at = (np.arange(size) + 0.5) / size
    px, py = np.meshgrid(at, at)
    result = np.zeros((size, size), bool)
    for (x0, y0), (x1, y1) in zip(points, np.roll(points, -1, 0)):
        if y0 != y1:
            crosses = (y0 > py) != (y1 > py)
            result ^= crosses & (px < (x1 - x0) * (py - y0) / (y1 - y0) + x0)
    return result


def coverage(shape, x, y, radius):
    """The part of each pixel inside the shape."""
    mask = inside(corners(shape, x, y, radius), SIDE * FINE)
    if shape == "ring":
        mask &= ~inside(corners("circle", x, y, 0.55 * radius), SIDE * FINE)
    return mask.reshape(SIDE, FINE, SIDE, FINE).mean((1, 3))


def rgb(code):
    return np.array([int(code[k:k + 2], 16) for k in (0, 2, 4)], float)


def place(draw, sizes):
    while True:
        objects = []
        for size in sizes:
            radius = draw.uniform(*RADII[size])
            low, high = 0.03 + radius, 0.97 - radius
            objects.append((draw.uniform(low, high), draw.uniform(low, high), radius))
        apart = all(
            max(abs(a[0] - b[0]), abs(a[1] - b[1])) >= a[2] + b[2] + 0.03
            for k, a in enumerate(objects) for b in objects[:k])
        if apart:
            return objects


def main():
    draw = random.Random(64)
    here = Path(__file__).parent
    pixels, lines = [], []
    for number in range(24):
        background = list(BACKGROUNDS)[number % 3]
        count = 1 + number % 4
        sizes = [draw.choice(list(RADII)) if count < 3 else "small" for _ in range(count)]
        picture = np.tile(rgb(BACKGROUNDS[background]), (SIDE, SIDE, 1))
        words = [background]
        for size, (x, y, radius) in zip(sizes, place(draw, sizes)):
            shape = SHAPES[(number * 3 + len(words)) % 8]
            color = draw.choice(list(COLORS))
            part = coverage(shape, x, y, radius)[..., None]
            picture = picture * (1 - part) + rgb(COLORS[color]) * part
            words.append(f"{size} {color} {shape} {x:.4f} {y:.4f} {radius:.4f}")
        pixels.append(np.round(picture).astype(np.uint8).tobytes())
        lines.append(", ".join(words) + "\n")
    (here / "pictures.rgb").write_bytes(b"".join(pixels))
    (here / "pictures.txt").write_text("".join(lines))


if __name__ == "__main__":
    main()
