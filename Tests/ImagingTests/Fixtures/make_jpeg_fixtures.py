"""Writes the JPEG fixtures of the imaging tests with Pillow and the standard library.

Run it in its own folder: python3 make_jpeg_fixtures.py
The pictures are made of flat areas of 16 x 16 pixels, which JPEG keeps within a few levels; the
tests state the same colours.
"""

import struct

from PIL import Image

COLORS = [(200, 30, 40), (20, 160, 60), (30, 60, 210), (240, 220, 50), (128, 128, 128), (255,) * 3]
SIZE = (48, 32)


def colored(mode="RGB", convert=lambda color: color):
    """Three areas by two, each of one of COLORS."""
    image = Image.new(mode, SIZE)
    for index, color in enumerate(COLORS):
        x, y = index % 3 * 16, index // 3 * 16
        image.paste(convert(color), (x, y, x + 16, y + 16))
    return image


def inks(color):
    """Cyan, magenta, yellow and black, with as much black as there can be."""
    black = 255 - max(color)
    if black == 255:
        return 0, 0, 0, 255
    return tuple(round(255 * (1 - c / (255 - black))) for c in color) + (black,)


def gray(color):
    return round(0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2])


def segments(data):
    """The marker and the bytes of each segment before the scan, then the rest."""
    offset = 2
    while data[offset + 1] != 0xDA:
        length = struct.unpack(">H", data[offset + 2:offset + 4])[0]
        yield data[offset + 1], data[offset:offset + 2 + length]
        offset += 2 + length
    yield None, data[offset:]


def without_adobe(path):
    """Takes away the marker by which readers know that ink is stored inverted."""
    data = open(path, "rb").read()
    kept = b"".join(part for marker, part in segments(data) if marker != 0xEE)
    open(path, "wb").write(data[:2] + kept)


colored().save("ycbcr.jpg", quality=95, subsampling=0)
colored().save("subsampled.jpg", quality=95, subsampling=2)
colored().save("progressive.jpg", quality=95, progressive=True)
colored().save("rgb.jpg", quality=95, keep_rgb=True)
colored("L", gray).save("gray.jpg", quality=95)
colored("CMYK", inks).save("cmyk_adobe.jpg", quality=95)

# Pillow inverts the inks of every CMYK file it writes; here they are not to be.
colored("CMYK", lambda color: tuple(255 - ink for ink in inks(color))).save(
    "cmyk_plain.jpg", quality=95)
without_adobe("cmyk_plain.jpg")


def ycck():
    """The inverted inks of `inks` with the first three as YCbCr, as Adobe's programs write them.

    A file of four plain components, whose Adobe marker is then changed from 0 (CMYK) to 2 (YCCK).
    """
    def stored(color):
        cyan, magenta, yellow, black = (255 - ink for ink in inks(color))
        # YCCK holds the YCbCr of 255 - C, 255 - M, 255 - Y; these inks are inverted already.
        r, g, b = 255 - cyan, 255 - magenta, 255 - yellow
        y = 0.299 * r + 0.587 * g + 0.114 * b
        components = (y, 128 + 0.564 * (b - y), 128 + 0.713 * (r - y), black)
        # Pillow inverts what it writes.
        return tuple(255 - max(0, min(255, round(value))) for value in components)

    colored("CMYK", stored).save("ycck_adobe.jpg", quality=95)
    data = open("ycck_adobe.jpg", "rb").read()
    parts = [
        part[:-1] + b"\2" if marker == 0xEE else part for marker, part in segments(data)]
    open("ycck_adobe.jpg", "wb").write(data[:2] + b"".join(parts))


ycck()

# The stored pixels of each of the eight orientations of one picture.
STORED = {
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
}
for orientation, transpose in STORED.items():
    image = colored()
    if transpose is not None:
        image = image.transpose(transpose)
    exif = image.getexif()
    exif[274] = orientation
    image.save(f"orientation_{orientation}.jpg", quality=95, exif=exif)
