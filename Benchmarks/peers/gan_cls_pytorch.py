#!/usr/bin/env python3
"""Times the reference step in PyTorch: what `limn benchmark step` computes, on the same settings.

    python3 gan_cls_pytorch.py [--precision f32|bf16] [--channels 32] [--size 64] [--batch 32]
                               [--threads 2] [--steps 20] [--compile]

Needs torch (PyPI). Prints one JSON object. The step is GAN-CLS (Reed et al., 2016, algorithm 1)
with DCGAN networks; Sources/Adversarial/Steps/GANCLSStep.swift states it as an equation. Memory is
laid out with channels last; bf16 is torch's autocast. --compile compiles both networks.
"""
import argparse
import json
import resource
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F

TEXT, PROJECTED, NOISE = 128, 128, 100


def rectified(convolution, channels, slope=0.0):
    return [convolution, nn.BatchNorm2d(channels), nn.LeakyReLU(slope, inplace=True)]


class Generator(nn.Module):
    def __init__(self, channels, size):
        super().__init__()
        self.text = nn.Linear(TEXT, PROJECTED)
        width, side = 8 * channels, 4
        first = nn.ConvTranspose2d(NOISE + PROJECTED, width, 4, bias=False)
        layers = rectified(first, width)
        while 2 * side < size:
            enlarge = nn.ConvTranspose2d(width, width // 2, 4, 2, 1, bias=False)
            layers += rectified(enlarge, width // 2)
            width, side = width // 2, 2 * side
        layers += [nn.ConvTranspose2d(width, 3, 4, 2, 1, bias=False), nn.Tanh()]
        self.layers = nn.Sequential(*layers)

    def forward(self, noise, text):
        start = torch.cat([noise, F.leaky_relu(self.text(text), 0.2)], dim=1)
        return self.layers(start[:, :, None, None])


class Discriminator(nn.Module):
    def __init__(self, channels, size):
        super().__init__()
        self.text = nn.Linear(TEXT, PROJECTED)
        layers = [nn.Conv2d(3, channels, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True)]
        width, side = channels, size // 2
        while side > 4:
            halve = nn.Conv2d(width, 2 * width, 4, 2, 1, bias=False)
            layers += rectified(halve, 2 * width, slope=0.2)
            width, side = 2 * width, side // 2
        self.features = nn.Sequential(*layers)
        join = nn.Conv2d(width + PROJECTED, width, 1, bias=False)
        self.head = nn.Sequential(*rectified(join, width, slope=0.2), nn.Conv2d(width, 1, 4))

    def judge(self, features, text):
        told = F.leaky_relu(self.text(text), 0.2)[:, :, None, None].expand(-1, -1, 4, 4)
        return self.head(torch.cat([features, told], dim=1)).flatten().float()


class Step:
    def __init__(self, settings):
        self.settings = settings
        shape = (settings.channels, settings.size)
        self.generator, self.discriminator = (
            network(*shape).to(memory_format=torch.channels_last)
            for network in (Generator, Discriminator)
        )
        self.generator_optimizer, self.discriminator_optimizer = (
            torch.optim.Adam(network.parameters(), 2e-4, (0.5, 0.999), fused=True)
            for network in (self.generator, self.discriminator)
        )

        compiled = torch.compile if settings.compile else lambda function: function
        self.draw = compiled(self.generator)
        self.features = compiled(self.discriminator.features)
        self.judge = compiled(self.discriminator.judge)

    def autocast(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.settings.precision == "bf16")

    def __call__(self, pictures, text, wrong):
        judge, features = self.judge, self.features
        with self.autocast():
            fake = self.draw(torch.randn(self.settings.batch, NOISE), text)
            seen = features(pictures)
            real, mismatched = judge(seen, text), judge(seen, wrong)
            drawn = judge(features(fake.detach()), text)
        # Cross-entropies: softplus(-l) where the logit should be high, softplus(l) where low.
        loss = F.softplus(-real).mean()
        loss = loss + 0.5 * (F.softplus(mismatched).mean() + F.softplus(drawn).mean())
        self.discriminator_optimizer.zero_grad()
        loss.backward()
        self.discriminator_optimizer.step()

        self.discriminator.requires_grad_(False)
        with self.autocast():
            drawn = judge(features(fake), text)
        self.generator_optimizer.zero_grad()
        F.softplus(-drawn).mean().backward()
        self.generator_optimizer.step()
        self.discriminator.requires_grad_(True)


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--precision", choices=["f32", "bf16"], default="f32")
    defaults = {"channels": 32, "size": 64, "batch": 32, "threads": 2, "steps": 20}
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--compile", action="store_true")
    return parser.parse_args()


def main():
    settings = parse()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(0)
    step = Step(settings)
    shape = (settings.batch, 3, settings.size, settings.size)
    pictures = (torch.rand(shape) * 2 - 1).to(memory_format=torch.channels_last)
    text, wrong = torch.randn(settings.batch, TEXT), torch.randn(settings.batch, TEXT)
    times = []
    for _ in range(5 + settings.steps):
        start = time.perf_counter()
        step(pictures, text, wrong)
        times.append(time.perf_counter() - start)
    median = statistics.median(times[5:])
    result = {
        "peer": f"pytorch {torch.__version__}",
        **vars(settings),
        "median_step_seconds": round(median, 5),
        "images_per_second": round(settings.batch / median, 1),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
