"""Measures sentence-transformers: a model's folder, a file with a JSON list of texts, and numbers of threads.

Prints one JSON object for each number of threads: texts a second, the best of a few rounds, and the median and 99th
percentile of embedding one short text, in milliseconds.
"""

import json
import sys
import time

import torch
from sentence_transformers import SentenceTransformer

BATCH = 32
ROUNDS = 3
QUERIES = 200


def main() -> None:
    model = SentenceTransformer(sys.argv[1], device="cpu")
    model.max_seq_length = 256
    with open(sys.argv[2], encoding="utf-8") as file:
        given = json.load(file)
    for threads in map(int, sys.argv[3:]):
        torch.set_num_threads(threads)
        model.encode(given["texts"][:BATCH], batch_size=BATCH)
        best = float("inf")
        for _ in range(ROUNDS):
            start = time.perf_counter()
            model.encode(given["texts"], batch_size=BATCH, show_progress_bar=False, normalize_embeddings=True)
            best = min(best, time.perf_counter() - start)
        durations = []
        for _ in range(QUERIES):
            start = time.perf_counter()
            model.encode([given["query"]], show_progress_bar=False, normalize_embeddings=True)
            durations.append((time.perf_counter() - start) * 1e3)
        durations.sort()
        print(
            json.dumps(
                {
                    "threads": threads,
                    "texts_per_second": len(given["texts"]) / best,
                    "p50": durations[QUERIES // 2],
                    "p99": durations[QUERIES * 99 // 100],
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    main()
