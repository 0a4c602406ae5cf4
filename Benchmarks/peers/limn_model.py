"""What PyTorch peers read of Limn: model files, prompts, and the noise of a seed. Needs numpy."""
import json
import struct

import numpy

NOISE = 0x6E6F_6973  # what Model.noise(of:) addresses its numbers by
TYPES = {"F32": numpy.float32, "U8": numpy.uint8}


def read_model(path):
    """The metadata and the arrays of a .safetensors file."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    arrays = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        array = numpy.frombuffer(data[start:end], TYPES[entry["dtype"]])
        arrays[name] = array.reshape(entry["shape"])
    return metadata, arrays


def read_prompt(arrays, prompt, length):
    """The ids of a prompt, ended and padded to `length`, and the id of padding."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_proto=arrays["tokenizer.model"].tobytes())
    ids = pieces.encode(prompt)[: length - 1] + [pieces.eos_id()]
    return ids + [pieces.pad_id()] * (length - len(ids)), pieces.pad_id()


def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011) of four words under two; each an array of uint64."""
    state, mask = list(counter), numpy.uint64(0xFFFF_FFFF)
    half = numpy.uint64(32)
    low, high = key
    for _ in range(10):
        first = numpy.uint64(0xD251_1F53) * state[0]
        second = numpy.uint64(0xCD9E_8D57) * state[2]
        state = [
            (second >> half) ^ state[1] ^ low, second & mask,
            (first >> half) ^ state[3] ^ high, first & mask,
        ]
        low = (low + numpy.uint64(0x9E37_79B9)) & mask
        high = (high + numpy.uint64(0xBB67_AE85)) & mask
    return state


def seed_noise(seeds, count):
    """The standard normal numbers `[N, count]` that Limn's pictures of N seeds start from.

    They are those of RandomSource, for even counts.
    """
    seeds = numpy.array(seeds, numpy.uint64)[:, None]
    low, high = seeds & numpy.uint64(0xFFFF_FFFF), seeds >> numpy.uint64(32)
    zero = numpy.zeros_like(seeds)
    address = [zero + numpy.uint64(part) for part in (NOISE, 0, 1, 0xADD4_E550)]
    key = philox(address, (low, high))[:2]
    blocks = numpy.arange((count + 3) // 4, dtype=numpy.uint64)[None] + zero
    words = numpy.stack(philox([blocks, 0 * blocks, 0 * blocks, 0 * blocks], key), 2)
    uniform = (words >> numpy.uint64(8)).reshape(len(seeds), -1, 2) * 2.0**-24
    radius = numpy.sqrt(-2 * numpy.log(1 - uniform[..., 0]))
    angle = 2 * numpy.pi * uniform[..., 1]
    numbers = numpy.stack([radius * numpy.cos(angle), radius * numpy.sin(angle)], 2)
    return numbers.reshape(len(seeds), -1)[:, :count].astype(numpy.float32)
