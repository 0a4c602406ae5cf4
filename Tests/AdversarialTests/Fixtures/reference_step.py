#!/usr/bin/env python3
"""Writes reference_step.safetensors: three GAN-CLS training steps as PyTorch computes them in f32.

    python3 reference_step.py

Needs torch and safetensors (PyPI). The file holds, with weights in PyTorch's layouts (convolution
[out, in, height, width], transposed convolution [in, out, height, width], linear [out, in]):

    initial.generator.*, initial.discriminator.*   weights and running statistics before step 0
    stepN.images         [batch, 3, size, size] in -1...1
    stepN.text           [batch, 128] embeddings that describe the images
    stepN.wrong_text     [batch, 128] embeddings that do not
    stepN.z              [batch, 100] standard normal noise
    stepN.loss_d         the discriminator's loss before its update
    stepN.loss_g         the generator's loss, through the updated discriminator
    gradient.generator.*, gradient.discriminator.* of each weight's gradient g at step 0: the norm
                         |g|, and the product of g and a wave, sum over i of g_i cos(i), where i
                         counts g's elements in PyTorch's layout
    final.generator.*, final.discriminator.*       the same as initial, after the last step

Step N, for real images x, text t, wrong text w and noise z (Reed et al., 2016, algorithm 1):

    fake   = G(z, t)
    loss_d = bce(D(x, t), 1) + (bce(D(x, w), 0) + bce(D(stop(fake), t), 0)) / 2, then Adam on D
    loss_g = bce(D(fake, t), 1), then Adam on G

Batch normalization uses each call's own statistics; the body of D runs once for x and once for
each use of fake, its head once for each text, in the order written. Every call, those of the
generator's step too, moves the running statistics by a tenth (variance unbiased). Adam: rate 2e-4, betas 0.5 and 0.999, epsilon 1e-8.
"""
import pathlib

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

CHANNELS, SIZE, BATCH, STEPS = 2, 16, 4, 3
TEXT, PROJECTED, NOISE = 128, 128, 100


def upsampling(inputs, outputs, stride=2, padding=1):
    convolution = nn.ConvTranspose2d(inputs, outputs, 4, stride, padding, bias=False)
    return [convolution, nn.BatchNorm2d(outputs), nn.ReLU()]


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.text = nn.Linear(TEXT, PROJECTED)
        width, extent = 8 * CHANNELS, 4
        layers = upsampling(NOISE + PROJECTED, width, stride=1, padding=0)
        while extent < SIZE // 2:
            layers += upsampling(width, width // 2)
            width, extent = width // 2, extent * 2
        layers += [nn.ConvTranspose2d(width, 3, 4, 2, 1, bias=False), nn.Tanh()]
        self.body = nn.Sequential(*layers)

    def forward(self, z, text):
        condition = F.leaky_relu(self.text(text), 0.2)
        return self.body(torch.cat([z, condition], dim=1)[:, :, None, None])


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.text = nn.Linear(TEXT, PROJECTED)
        width, extent = CHANNELS, SIZE // 2
        layers = [nn.Conv2d(3, width, 4, 2, 1), nn.LeakyReLU(0.2)]
        while extent > 4:
            layers += [nn.Conv2d(width, 2 * width, 4, 2, 1, bias=False)]
            layers += [nn.BatchNorm2d(2 * width), nn.LeakyReLU(0.2)]
            width, extent = 2 * width, extent // 2
        self.body = nn.Sequential(*layers)
        self.head = nn.Sequential(
            nn.Conv2d(width + PROJECTED, width, 1, bias=False),
            nn.BatchNorm2d(width),
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 1, 4),
        )

    def features(self, images):
        return self.body(images)

    def judge(self, features, text):
        condition = F.leaky_relu(self.text(text), 0.2)[:, :, None, None].expand(-1, -1, 4, 4)
        return self.head(torch.cat([features, condition], dim=1)).flatten()


def bce(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def snapshot(prefix, module):
    return {
        f"{prefix}.{name}": value.detach().clone().contiguous()
        for name, value in module.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }


def gradients(prefix, module):
    """What the fixture keeps of the gradients: Adam's steps do not tell how long they are."""
    kept = {}
    for name, parameter in module.named_parameters():
        gradient = parameter.grad.double().flatten()
        wave = torch.cos(torch.arange(gradient.numel(), dtype=torch.float64))
        kept[f"{prefix}.{name}"] = torch.stack([gradient.norm(), gradient @ wave]).float()
    return kept


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    generator, discriminator = Generator(), Discriminator()
    adam = {"lr": 2e-4, "betas": (0.5, 0.999), "eps": 1e-8}
    optimizer_g = torch.optim.Adam(generator.parameters(), **adam)
    optimizer_d = torch.optim.Adam(discriminator.parameters(), **adam)
    tensors = snapshot("initial.generator", generator)
    tensors |= snapshot("initial.discriminator", discriminator)

    for step in range(STEPS):
        images = torch.rand(BATCH, 3, SIZE, SIZE) * 2 - 1
        text, wrong_text = torch.randn(BATCH, TEXT), torch.randn(BATCH, TEXT)
        z = torch.randn(BATCH, NOISE)

        fake = generator(z, text)
        features = discriminator.features(images)
        right = discriminator.judge(features, text)
        mismatched = discriminator.judge(features, wrong_text)
        invented = discriminator.judge(discriminator.features(fake.detach()), text)
        loss_d = bce(right, 1.0) + 0.5 * (bce(mismatched, 0.0) + bce(invented, 0.0))
        optimizer_d.zero_grad()
        loss_d.backward()
        if step == 0:
            tensors |= gradients("gradient.discriminator", discriminator)
        optimizer_d.step()

        loss_g = bce(discriminator.judge(discriminator.features(fake), text), 1.0)
        optimizer_g.zero_grad()
        loss_g.backward(inputs=list(generator.parameters()))
        if step == 0:
            tensors |= gradients("gradient.generator", generator)
        optimizer_g.step()

        tensors |= {
            f"step{step}.images": images,
            f"step{step}.text": text,
            f"step{step}.wrong_text": wrong_text,
            f"step{step}.z": z,
            f"step{step}.loss_d": loss_d.detach(),
            f"step{step}.loss_g": loss_g.detach(),
        }
        print(f"step {step}: loss_d {loss_d.item():.6f}, loss_g {loss_g.item():.6f}")

    tensors |= snapshot("final.generator", generator)
    tensors |= snapshot("final.discriminator", discriminator)
    settings = {"channels": CHANNELS, "size": SIZE, "batch": BATCH, "steps": STEPS}
    path = pathlib.Path(__file__).with_suffix(".safetensors")
    save_file(tensors, str(path), metadata={name: str(value) for name, value in settings.items()})


if __name__ == "__main__":
    main()
