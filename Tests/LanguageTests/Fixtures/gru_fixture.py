#!/usr/bin/env python3
"""Writes gru.json: what PyTorch's bidirectional GRU makes of two padded captions, in f32.

    python3 gru_fixture.py

Needs torch (PyPI). The file holds

    ids          two rows of ids, padded with 0 at the end
    parameters   name -> elements, row by row; the names are those of a text encoder `gru`
    words        [caption][word] -> the states of both directions, of words without padding
    sentence     [caption] -> the linear layer of the two last states

PyTorch reads packed sequences, so padding cannot touch its states.
"""
import json
import pathlib

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence

PIECES, WIDTH = 7, 6
IDS = [[3, 5, 2, 0, 0], [4, 1, 6, 3, 0]]

torch.manual_seed(1)
tokens = nn.Embedding(PIECES, WIDTH)
gru = nn.GRU(WIDTH, WIDTH // 2, batch_first=True, bidirectional=True)
summary = nn.Linear(WIDTH, WIDTH)

ids = torch.tensor(IDS)
lengths = (ids != 0).sum(1)
packed = pack_padded_sequence(tokens(ids), lengths, batch_first=True, enforce_sorted=False)
states, last = gru(packed)
states, _ = nn.utils.rnn.pad_packed_sequence(states, batch_first=True)
sentence = summary(torch.cat([last[0], last[1]], dim=1))

parameters = {"tokens.table": tokens.weight}
for direction, suffix in (("forward", ""), ("backward", "_reverse")):
    for layer, letters in (("input", "ih"), ("state", "hh")):
        for kind in ("weight", "bias"):
            value = getattr(gru, f"{kind}_{letters}_l0{suffix}")
            parameters[f"{direction}.{layer}.{kind}"] = value
parameters["summary.weight"] = summary.weight
parameters["summary.bias"] = summary.bias

fixture = {
    "ids": IDS,
    "parameters": {name: value.flatten().tolist() for name, value in parameters.items()},
    "words": [states[row, :length].tolist() for row, length in enumerate(lengths)],
    "sentence": sentence.tolist(),
}
path = pathlib.Path(__file__).with_name("gru.json")
path.write_text(json.dumps(fixture, indent=1) + "\n")
