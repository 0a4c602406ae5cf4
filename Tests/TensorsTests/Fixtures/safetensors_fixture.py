#!/usr/bin/env python3
"""Writes python.safetensors with Python's safetensors, and checks a file that the tests wrote.

    python3 safetensors_fixture.py                writes python.safetensors beside this script
    python3 safetensors_fixture.py check FILE     opens FILE and compares it with the same content

Needs numpy and safetensors (PyPI).
"""
import pathlib
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

TENSORS = {
    "weight": np.arange(6, dtype=np.float32).reshape(2, 3) / 4,
    "scalar": np.array(-1.5, dtype=np.float32),
    "empty": np.zeros((0, 4), dtype=np.float32),
    "tokens": np.array([1, -2, 3], dtype=np.int32),
    "counter": np.array([2**40], dtype=np.int64),
    "half": np.array([0.5, -2], dtype=np.float16),
    "tokenizer.model": np.frombuffer("é\n".encode(), dtype=np.uint8),
}
METADATA = {"config": '{"channels": 32}', "note": "größer"}


def check(path):
    with safe_open(path, "numpy") as file:
        assert file.metadata() == METADATA, file.metadata()
        assert sorted(file.keys()) == sorted(TENSORS), file.keys()
        for name, expected in TENSORS.items():
            found = file.get_tensor(name)
            assert found.dtype == expected.dtype and found.shape == expected.shape, name
            assert (found == expected).all(), name
    print("equal")


if len(sys.argv) == 3 and sys.argv[1] == "check":
    check(sys.argv[2])
else:
    path = pathlib.Path(__file__).with_name("python.safetensors")
    save_file(TENSORS, str(path), metadata=METADATA)
    check(path)
