"""Writes reference.json: what sentence-transformers makes of texts that are hard to read.

    python3 -m venv venv && venv/bin/pip install --requirement requirements.txt
    venv/bin/python make_reference.py ~/.cache/scrubjay/models/all-MiniLM-L6-v2 reference.json

"texts" have the ids of all tokens, and the vector (base64 of little-endian float32) of what the model sees of them;
"words" are made at random from a seed and have ids alone.
"""

import base64
import json
import random
import sys

import numpy
from sentence_transformers import SentenceTransformer

from make_reference_texts import PIECES, TEXTS


def random_words(count: int) -> list[str]:
    """Texts of pieces and, now and then, of any character there is."""
    source = random.Random(20240601)
    texts = []
    for _ in range(count):
        text = ""
        for _ in range(source.randint(1, 60)):
            if source.random() < 0.06:
                scalar = source.randrange(0x110000)
                text += "" if 0xD800 <= scalar < 0xE000 else chr(scalar)
            else:
                text += source.choice(PIECES)
        texts.append(text)
    return texts


def main() -> None:
    model = SentenceTransformer(sys.argv[1], device="cpu")
    model.max_seq_length = 256
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def ids(text: str) -> list[int]:
        return tokenizer.encode(text).ids

    tokens = {text: ids(text) for text in TEXTS}
    words = [{"text": text, "tokens": ids(text)} for text in random_words(300)]
    texts = []
    for text in TEXTS:
        vector = model.encode(text, normalize_embeddings=True, convert_to_numpy=True).astype("<f4")
        assert abs(float(numpy.linalg.norm(vector)) - 1) < 1e-5
        texts.append({"text": text, "tokens": tokens[text], "vector": base64.b64encode(vector.tobytes()).decode()})
    with open(sys.argv[2], "w", encoding="ascii") as output:
        output.write('{"texts": [\n')
        output.write(",\n".join(json.dumps(entry, separators=(",", ":")) for entry in texts))
        output.write('\n], "words": [\n')
        output.write(",\n".join(json.dumps(entry, separators=(",", ":")) for entry in words))
        output.write("\n]}\n")


if __name__ == "__main__":
    main()
