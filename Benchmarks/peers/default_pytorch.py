#!/usr/bin/env python3
"""Times the default recipe's adversarial step in PyTorch, on the settings of experiments/shapes-64.

    python3 default_pytorch.py [--batch 16] [--threads 2] [--cycles 5] [--compile]

Needs torch, numpy. Prints one JSON object. Sources/Adversarial/Steps/SlotGANStep.swift and
LayoutGame.swift state the step as equations: text encoder (three captions a picture, not trained
here), generator, scene encoder, both discriminators with their penalties at every 16th and every
4th step, clipping of gradients, three Adams, moving averages. What can be computed together is:
captions as one batch, real and drawn pictures as one batch, fused Adam, gradients only where they
are needed. The data is random, of the right shapes and made beforehand, so drawing scenes and
cutting captions into pieces, which Limn's time includes, costs nothing here.

The time of a step is the mean over a cycle of 16, so that each penalty has its share, and of these
means the median. Limn's side of it is what `limn run SPEC --dry-run --json` finds: medians of steps with
both, one and no penalty, weighed in the same proportion, the first ones left out too.
--compile compiles networks, but not under penalties: torch.compile has no second derivatives.
"""
import argparse
import json
import resource
import statistics
import time

import torch
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

from limn_networks import (
    AttentiveDiscriminator, LayoutDiscriminator, SceneEncoder, SlotGenerator, TextEncoder,
    parameter_count)

SIDE, WIDTH, SLOTS, CODE, LENGTH, VOCABULARY, PADDING = 64, 64, 4, 8, 48, 512, 511
CYCLE, PENALTY = 16, 0.3
LAYOUT_CYCLE, LAYOUT_PENALTY, LAYOUT = 4, 0.03, 0.02
PIXELS, FEATURES, DIVERGENCE, WRONG = 20, 1, 1e-5, 1
RATE, DISCRIMINATOR_RATE, MAXIMUM_NORM, HALF_LIFE = 1e-4, 2e-4, 10, 10000


def squared_slope(judge, points, text):
    """|gradient of D at x|², summed over both halves of the batch, each averaged."""
    x = points.detach().requires_grad_()
    # Only this backend has second derivatives.
    with sdpa_kernel(SDPBackend.MATH):
        (slope,) = torch.autograd.grad(judge(x, text).sum(), x, create_graph=True)
    return slope.square().sum() / (len(x) // 2)


def repeated(text, count):
    return tuple(part.repeat(count, *[1] * (part.dim() - 1)) for part in text)


def joined(*texts):
    return tuple(torch.cat(parts) for parts in zip(*texts))


def descend(loss, optimizer, parameters):
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, MAXIMUM_NORM)
    optimizer.step()


class Step:
    def __init__(self, settings):
        self.batch = settings.batch
        self.text_encoder = TextEncoder(VOCABULARY, LENGTH, WIDTH)
        self.generator = SlotGenerator(SIDE, text=WIDTH, width=WIDTH)
        self.scene_encoder = SceneEncoder(SIDE, width=WIDTH)
        self.discriminator = AttentiveDiscriminator(SIDE, text=WIDTH)
        self.layouts = LayoutDiscriminator(text=WIDTH)
        for network in self.networks.values():
            network.to(memory_format=torch.channels_last)
        self.text_encoder.requires_grad_(False)
        self.mine = [*self.generator.parameters(), *self.scene_encoder.parameters()]
        self.generator_optimizer = self.adam(self.mine, RATE)
        self.optimizer = self.adam(self.discriminator.parameters(), DISCRIMINATOR_RATE)
        self.layout_optimizer = self.adam(self.layouts.parameters(), DISCRIMINATOR_RATE)
        followed = [*self.generator.parameters(), *self.text_encoder.parameters()]
        self.followed = [parameter.detach() for parameter in followed]
        self.averages = [parameter.clone() for parameter in self.followed]
        self.average_codes = self.generator.memory.codes.clone()

        compiled = torch.compile if settings.compile else lambda function: function
        self.read = compiled(self.text_encoder)
        self.layout = compiled(self.generator.layout)
        self.told = compiled(self.generator.told)
        self.picture = compiled(self.generator.picture)
        self.encode = compiled(self.scene_encoder)
        self.features = compiled(self.discriminator.features)
        self.judge = compiled(self.discriminator.judge)
        self.judge_layouts = compiled(self.layouts)

    @property
    def networks(self):
        return {
            "text_encoder": self.text_encoder, "generator": self.generator,
            "scene_encoder": self.scene_encoder, "discriminator": self.discriminator,
            "layout_discriminator": self.layouts,
        }

    @staticmethod
    def adam(parameters, rate):
        return torch.optim.Adam(parameters, rate, (0.0, 0.99), fused=True)

    def __call__(self, data, index):
        n = self.batch
        with torch.no_grad():
            read = self.read(torch.cat(data["captions"]), PADDING)
        text, wrong, misplacing = zip(*(part.split(n) for part in read))
        noise = torch.randn(n, self.generator.latent)
        codes = self.generator.memory.drawn(noise.unflatten(1, (-1, 4))[..., 3])
        boxes, presence, logits = self.layout(noise, text)
        told = self.told(text)
        fake = self.picture(codes, told, boxes, presence)
        x = data["pictures"]
        self.update_discriminator(x, fake.detach(), text, wrong, index)
        self.update_generator(data, fake, told, text, misplacing, boxes, logits, index)
        self.follow(index)

    def update_discriminator(self, x, fake, text, wrong, index):
        n, both = self.batch, torch.cat([x, fake])
        seen = self.features(both)
        judged = self.judge(torch.cat([seen, seen[:n]]), joined(text, text, wrong))
        real, drawn, mismatched = judged.split(n)
        loss = F.softplus(drawn - real).mean() + WRONG * F.softplus(mismatched - real).mean()
        if index % CYCLE == 0:
            slope = squared_slope(self.discriminator, both, repeated(text, 2))
            loss = loss + PENALTY / 2 * CYCLE * slope
        descend(loss, self.optimizer, self.discriminator.parameters())

    def update_generator(self, data, fake, told, text, misplacing, boxes, logits, index):
        n, x = self.batch, data["pictures"]
        truth, presence = data["boxes"], data["presence"]
        self.discriminator.requires_grad_(False)
        with torch.no_grad():
            seen = self.features(x)
            real = self.judge(seen, text)
        meant = torch.cat([presence, torch.ones(n, 1, 1)], 1)
        mean, variance = (moment * meant for moment in self.encode(data["lookalikes"], truth))
        codes = mean + (variance * 0.5).exp() * torch.randn(n, SLOTS + 1, CODE)
        self.generator.memory.keep(codes.detach(), meant)
        copy = self.picture(codes, told, truth, presence)
        features = self.features(torch.cat([fake, copy]))
        drawn = self.judge(features[:n], text)
        divergence = (mean.square() + variance.exp() - variance - 1).sum() * (0.5 / n)
        loss = F.softplus(real - drawn).mean() + PIXELS * (copy - x).square().mean()
        loss = loss + FEATURES * (features[n:] - seen).square().mean()
        loss = loss + PIXELS * DIVERGENCE * divergence
        places = self.play(truth, presence, text, misplacing, boxes, logits, index)
        descend(loss + PIXELS * LAYOUT * places, self.generator_optimizer, self.mine)
        self.discriminator.requires_grad_(True)

    def play(self, truth, presence, text, misplacing, boxes, logits, index):
        """Updates the discriminator of layouts and gives the generator's loss against it."""
        n = self.batch
        real = self.layouts.normalized(truth, presence)
        drawn = self.layouts.normalized(boxes, presence)
        both = torch.cat([real, drawn.detach()])
        judged = self.judge_layouts(torch.cat([both, real]), joined(text, text, misplacing))
        right, fake, wrong = judged.split(n)
        loss = F.softplus(fake - right).mean() + WRONG * F.softplus(wrong - right).mean()
        if index % LAYOUT_CYCLE == 0:
            slope = squared_slope(self.layouts, both, repeated(text, 2))
            loss = loss + LAYOUT_PENALTY / 2 * LAYOUT_CYCLE * slope
        descend(loss, self.layout_optimizer, self.layouts.parameters())

        self.layouts.requires_grad_(False)
        judged = self.judge_layouts(torch.cat([real, drawn]), repeated(text, 2))
        self.layouts.requires_grad_(True)
        deceit = F.softplus(judged[:n].detach() - judged[n:]).mean()
        return deceit + (F.softplus(logits) - logits * presence).mean()

    def follow(self, index):
        """Moves the averages."""
        half_life = min(HALF_LIFE, index * self.batch / 10 + 1)
        share = 1 - 0.5 ** (self.batch / half_life)
        torch._foreach_lerp_(self.averages, self.followed, share)
        self.average_codes.copy_(self.generator.memory.codes)


def random_data(batch):
    def captions():
        ids = torch.randint(3, PADDING, (batch, LENGTH))
        lengths = torch.randint(6, LENGTH + 1, (batch, 1))
        return torch.where(torch.arange(LENGTH) < lengths, ids, PADDING)

    least, extent = torch.tensor([0.2, 0.2, 0.06]), torch.tensor([0.6, 0.6, 0.2])
    boxes = torch.rand(batch, SLOTS, 3) * extent + least
    objects = torch.randint(1, SLOTS + 1, (batch, 1))
    return {
        "captions": [captions() for _ in range(3)],
        "pictures": torch.rand(batch, SIDE, SIDE, 3) * 2 - 1,
        "lookalikes": torch.rand(batch, SIDE, SIDE, 3) * 2 - 1,
        "boxes": boxes,
        "presence": (torch.arange(SLOTS) < objects).float()[..., None],
    }


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, value in {"batch": 16, "threads": 2, "cycles": 5}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--compile", action="store_true")
    return parser.parse_args()


def main():
    settings = parse()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(0)
    step = Step(settings)
    data = random_data(settings.batch)
    for index in range(CYCLE // 4 + 1):  # both penalties, and steps without
        step(data, index)
    means = []
    for cycle in range(1, settings.cycles + 1):
        start = time.perf_counter()
        for index in range(cycle * CYCLE, (cycle + 1) * CYCLE):
            step(data, index)
        means.append((time.perf_counter() - start) / CYCLE)
    median = statistics.median(means)
    print(json.dumps({
        "peer": f"pytorch {torch.__version__}",
        **vars(settings),
        "median_step_seconds": round(median, 5),
        "images_per_second": round(settings.batch / median, 1),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "parameters": {name: parameter_count(net) for name, net in step.networks.items()},
    }))


if __name__ == "__main__":
    main()
