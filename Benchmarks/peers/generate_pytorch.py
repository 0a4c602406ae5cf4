#!/usr/bin/env python3
"""Draws the pictures of a prompt in PyTorch: what `limn generate PROMPT -n COUNT -o FOLDER` does.

    python3 generate_pytorch.py PROMPT [-n 1000] [-o FOLDER] [--model FILE.safetensors]
                                [--batch 32] [--threads 2] [--compile]
    python3 generate_pytorch.py PROMPT --check .build/release/limn

Needs torch, numpy, pillow and sentencepiece (PyPI). Reads Limn's model file and draws from the same
noise for the same seeds, in batches, as PyTorch is fastest that way. Threads of their own write
the PNG files, at Limn's level of compression and with prompt and seed inside, while the next batch
is drawn. Prints one JSON object; `drawing_seconds` leaves out starting and reading the model.
--check draws four seeds with both programs and fails where a byte differs by more than 1.
"""
import argparse
import concurrent.futures
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import numpy
import torch
from PIL import Image, PngImagePlugin

import limn_model
import limn_networks

SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "experiments/shapes-64/model.safetensors"


class Drawer:
    def __init__(self, settings):
        metadata, arrays = limn_model.read_model(settings.model)
        parts = json.loads(metadata["architecture"])
        text, drawing = parts["text_encoder"], parts["generator"]
        encoder = limn_networks.TextEncoder(
            text["vocabulary_size"], text["length"], text["width"], text["layers"])
        self.generator = limn_networks.SlotGenerator(
            drawing["side"], drawing["text_width"], drawing["slots"], drawing["code_width"],
            drawing["codes"], drawing["width"], drawing["mixers"], drawing["paint"])
        limn_networks.load(encoder, arrays, "text_encoder")
        limn_networks.load(self.generator, arrays, "generator")
        ids, padding = limn_model.read_prompt(arrays, settings.prompt, text["length"])
        self.text = encoder(torch.tensor([ids]), padding)
        self.draw = torch.compile(self.generator) if settings.compile else self.generator

    def pictures(self, seeds):
        """The pictures of `seeds` as bytes `[N, side, side, 3]`."""
        noise = torch.from_numpy(limn_model.seed_noise(seeds, self.generator.latent))
        text = [part.expand(len(seeds), *part.shape[1:]) for part in self.text]
        drawn = self.draw(noise, text)
        return ((drawn + 1) * 127.5).clamp(0, 255).round().to(torch.uint8).numpy()


def write(picture, prompt, seed, path):
    information = PngImagePlugin.PngInfo()
    information.add_text("Prompt", prompt)
    information.add_text("Seed", str(seed))
    Image.fromarray(picture).save(path, compress_level=6, pnginfo=information)


def draw_files(drawer, settings, folder):
    with concurrent.futures.ThreadPoolExecutor(settings.threads) as writers:
        waiting = []
        for start in range(0, settings.count, settings.batch):
            seeds = range(start, min(start + settings.batch, settings.count))
            for seed, picture in zip(seeds, drawer.pictures(seeds)):
                path = folder / f"{seed}.png"
                waiting.append(writers.submit(write, picture, settings.prompt, seed, path))
        for written in waiting:
            written.result()


def check(drawer, settings):
    """The largest difference of a byte from Limn's own pictures, over four seeds."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [settings.check, "generate", settings.prompt, "--seed", "0-3",
             "--model", settings.model, "-o", f"{folder}/{{seed}}.png"],
            check=True, stdout=subprocess.DEVNULL)
        own = drawer.pictures(range(4)).astype(int)
        difference = max(
            int(numpy.abs(own[seed] - numpy.asarray(Image.open(f"{folder}/{seed}.png"))).max())
            for seed in range(4))
    print(f"largest difference of a byte: {difference}", file=sys.stderr)
    if difference > 1:
        sys.exit("these are not the same pictures")


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prompt")
    parser.add_argument("-n", "--count", type=int, default=1000)
    parser.add_argument("-o", "--output", type=pathlib.Path, default=pathlib.Path("."))
    parser.add_argument("--model", default=str(SHIPPED))
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--check", metavar="LIMN")
    return parser.parse_args()


@torch.inference_mode()
def main():
    settings = parse()
    torch.set_num_threads(settings.threads)
    drawer = Drawer(settings)
    if settings.check:
        return check(drawer, settings)
    settings.output.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    draw_files(drawer, settings, settings.output)
    seconds = time.perf_counter() - start
    print(json.dumps({
        "peer": f"pytorch {torch.__version__}",
        "count": settings.count, "batch": settings.batch, "threads": settings.threads,
        "compile": settings.compile,
        "drawing_seconds": round(seconds, 3),
        "pictures_per_second": round(settings.count / seconds, 1),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))


if __name__ == "__main__":
    main()
