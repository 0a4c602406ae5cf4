"""Writes the PNG fixtures of the imaging tests with Pillow and the standard library.

Run it in its own folder: python3 make_fixtures.py
Each picture is 4 x 3 pixels; the tests state the same formulas for what they expect.
"""

import struct
import zlib

from PIL import Image, PngImagePlugin

WIDTH, HEIGHT = 4, 3
CELLS = [(x, y) for y in range(HEIGHT) for x in range(WIDTH)]


def picture(mode, values):
    image = Image.new(mode, (WIDTH, HEIGHT))
    image.putdata(values)
    return image


def chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def write_raw(path, depth, color_type, rows, interlace=0):
    """A PNG of a kind that Pillow does not write: unfiltered rows of packed samples."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, color_type, 0, 0, interlace)
    data = b"".join(b"\0" + row for row in rows)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header))
        file.write(chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


text = PngImagePlugin.PngInfo()
text.add_text("Software", "Pillow")
text.add_text("accent", "caf\u00e9")
text.add_itxt("cyrillic", "\u043a\u0440\u0443\u0433")
text.add_text("long", "a red circle, " * 40, zip=True)
rgb = picture("RGB", [(x * 60, y * 100, (x + y) * 40) for x, y in CELLS])
rgb.save("rgb.png", pnginfo=text)

palette = picture("P", [(x + y) % 3 for x, y in CELLS])
palette.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255])
palette.save("palette.png", bits=2)
palette.save("palette_transparent.png", bits=2, transparency=bytes([255, 0, 128]))

picture("L", [x * 60 + y * 20 for x, y in CELLS]).save("gray.png")
picture("1", [(x + y) % 2 * 255 for x, y in CELLS]).save("gray_1bit.png")
picture("I;16", [x * 15000 + y * 5000 for x, y in CELLS]).save("gray_16bit.png")
picture("LA", [(x * 60, y * 127) for x, y in CELLS]).save("gray_alpha.png")
picture("RGBA", [(x * 60, y * 100, 30, x * 85) for x, y in CELLS]).save("rgba.png")

write_raw(
    "rgb_16bit.png", 16, 2,
    [
        b"".join(struct.pack(">HHH", x * 20000, y * 30000, 65535) for x in range(WIDTH))
        for y in range(HEIGHT)
    ],
)

# One gray value and one colour that stand for transparency, instead of an alpha channel.
picture("L", [x * 60 + y * 20 for x, y in CELLS]).save("gray_transparent.png", transparency=80)
picture("RGB", [(x * 60, y * 100, 30) for x, y in CELLS]).save(
    "rgb_transparent.png", transparency=(60, 100, 30))


def adam7():
    """The rows of each pass of Adam7 that has any pixels of so small a picture."""
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
              (0, 1, 1, 2)]
    for left, top, across, down in passes:
        for y in range(top, HEIGHT, down):
            if left < WIDTH:
                yield bytes(
                    value for x in range(left, WIDTH, across)
                    for value in (x * 60, y * 100, (x + y) * 40))


write_raw("interlaced.png", 8, 2, adam7(), interlace=1)
