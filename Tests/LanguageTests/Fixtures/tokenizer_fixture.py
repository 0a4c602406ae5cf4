#!/usr/bin/env python3
"""Writes tokenizer.model and tokenizer.json: a model and the ids Python's sentencepiece gives.

    python3 tokenizer_fixture.py            trains the model and writes both files
    python3 tokenizer_fixture.py ids FILE   prints the ids another model gives for the same texts

The model has the settings of the project's own, but normalizes with a few rules of its own in
place of NFKC, to keep the file small. Needs sentencepiece (PyPI).
"""
import contextlib
import io
import json
import pathlib
import sys
import tempfile

import sentencepiece

CAPTIONS = [
    "a large red circle above a small blue square",
    "there is a yellow heart on a white background",
    "two small green rings",
    "a picture of a purple cross left of a brown diamond",
    "three pink stars",
] * 4
TEXTS = [
    "", " ", "a large red circle", "A LARGE  Red\tCircle ", "two blue hearts", "zebra", "ｒed ﬁre",
    "red\u0000circle", "a 😀 ring!", "</s> <pad> <unk>", "▁red▁", "e\u0301", "é", "red " * 50,
]
RULES = [(chr(c), chr(c + 32)) for c in range(ord("A"), ord("Z") + 1)]
RULES += [("ｒ", "r"), ("ﬁ", "fi"), ("\t", " "), ("é", "e\u0301")]


def train():
    model = io.BytesIO()
    # The model keeps the name of the rules' file, so it has to be the same everywhere.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with open("rules.tsv", "w") as rules:
            for source, target in RULES:
                codes = [" ".join(f"{ord(c):X}" for c in text) for text in (source, target)]
                rules.write("\t".join(codes) + "\n")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(CAPTIONS), model_writer=model, model_type="bpe",
            vocab_size=96, hard_vocab_limit=False, normalization_rule_tsv="rules.tsv",
            unk_id=0, bos_id=-1, eos_id=1, pad_id=2, num_threads=1, minloglevel=3)
    return model.getvalue()


def encodings(model):
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [
        {"text": text, "ids": processor.encode(text), "pieces": processor.encode(text, out_type=str)}
        for text in TEXTS
    ]


if len(sys.argv) == 3 and sys.argv[1] == "ids":
    for encoding in encodings(pathlib.Path(sys.argv[2]).read_bytes()):
        print(json.dumps(encoding))
else:
    folder = pathlib.Path(__file__).parent
    model = train()
    (folder / "tokenizer.model").write_bytes(model)
    (folder / "tokenizer.json").write_text(json.dumps(encodings(model), indent=1) + "\n")
