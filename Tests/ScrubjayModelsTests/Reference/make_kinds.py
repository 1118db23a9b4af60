"""Writes kinds.json: what transformers makes of small models of each kind, whose weights follow from their names.

    python3 -m venv venv && venv/bin/pip install --requirement requirements-kinds.txt
    venv/bin/python make_kinds.py kinds.json

A weight is a number that splitmix64 makes from the tensor's name and the number's place, so that the tests make the same
model without the file. "sentencepiece" is a small vocabulary that was trained on the sentences below, with rules of its
own for what becomes of characters.
"""

import base64
import io
import json
import random
import sys
import tempfile

import numpy
import sentencepiece
import torch
import transformers

from make_reference_texts import PIECES, TEXTS

MASK = (1 << 64) - 1
WIDTH, INNER, LAYERS, HEADS, POSITIONS = 15, 22, 2, 3, 42

# What SentencePiece's own rules do in small: compatibility characters, composed letters, spaces, and what is dropped.
RULES = {
    "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\u2026": "...", "\u00bd": "1\u20442", "\u2122": "TM",
    "e\u0301": "\u00e9", "o\u0308": "\u00f6", "a\u030a": "\u00e5", "e\u0301\u0323": "\u1eb9\u0301", "s\u0323\u0307": "\u1e69",
    "\u00a0": " ", "\u3000": " ", "\t": " ", "\n": " ", "\r": " ", "\u2003": " ", "\u2028": " ", "\u200b": " ",
    "\u00ad": "", "\ufeff": "", "\x01": "", "\x7f": "", "\u2102": "C", "\uff76\uff9e": "\u30ac", "\uff76": "\u30ab",
    "\ufdfa": "\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647 \u0648\u0633\u0644\u0645",
    "\u00a8": " \u0308", "\U0001d573": "H",
    **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)},
}

VOCABULARY = (
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "word", "Word", "##s", "##S", "sentence", "query", "passage", "the", "The"]
    + list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"()[]-_/ß漢字我想かなΣσςéÉüÜŁłİıЖжй")
    + ["##" + c for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ßéÉüÜŁłΣσςЖжйかな漢字\u0301\u0308"]
)

SENTENCES = [
    "A word.", "The Words of a sentence", "Straße über ÉCOLE, e\u0301t\u00e9; Ünïcode naïve", "漢字とかなと我想", "",
    "ΣΊΣΥΦΟΣ жизнь Łódź 1234", "the word sentence " * 30,
]


def splitmix(value: int) -> int:
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ value >> 30) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ value >> 27) * 0x94D049BB133111EB) & MASK
    return value ^ value >> 31


def weights(name: str, shape: tuple[int, ...]) -> torch.Tensor:
    """Numbers of 24 bits, exact in single precision, between -1 and 1 for norms and -1/2 and 1/2 for all else."""
    key = 0xCBF29CE484222325
    for byte in name.encode():
        key = ((key ^ byte) * 0x100000001B3) & MASK
    limit = 1.0 if "LayerNorm" in name else 0.5
    count = int(numpy.prod(shape))
    numbers = [((splitmix((key + i) & MASK) >> 40) - (1 << 23)) / (1 << 23) * limit for i in range(count)]
    return torch.tensor(numbers, dtype=torch.float32).reshape(shape)


def train() -> bytes:
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as rules:
        for source, target in RULES.items():
            codes = [" ".join(f"{ord(c):X}" for c in text) for text in (source, target)]
            rules.write("\t".join(codes) + "\n")
        rules.flush()
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(text for text in TEXTS * 2 if 0 < len(text) < 400), model_writer=model,
            model_type="unigram", vocab_size=700, character_coverage=0.98, normalization_rule_tsv=rules.name,
            hard_vocab_limit=False, num_threads=1, minloglevel=2, user_defined_symbols=["<user>"])
    return model.getvalue()


class Words:
    """WordPiece by the package."""

    def __init__(self, **options):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write("\n".join(VOCABULARY))
            file.flush()
            self.tokenizer = transformers.BertTokenizerFast(vocab_file=file.name, **options)
        self.size = len(VOCABULARY)

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.backend_tokenizer.encode(text).ids


class Pieces:
    """SentencePiece by the package, with XLM-R's numbers, which its own tokenizer confirms."""

    def __init__(self, model: bytes):
        self.pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
        self.size = self.pieces.get_piece_size() + 2
        with tempfile.NamedTemporaryFile(suffix=".model") as file:
            file.write(model)
            file.flush()
            self.confirming = transformers.XLMRobertaTokenizer(vocab_file=file.name)

    def ids(self, text: str) -> list[int]:
        ids = [0] + [3 if piece == 0 else piece + 1 for piece in self.pieces.encode(text)] + [2]
        if "<" not in text:
            confirmed = self.confirming.convert_tokens_to_ids(self.confirming._tokenize(text))
            assert [0] + confirmed + [2] == ids, text
        return ids


def kind(name, architecture, tokenizer, pooling, prefixes, files, limit, **settings):
    xlm = architecture is transformers.XLMRobertaModel
    fields = dict(
        hidden_act="gelu", num_hidden_layers=LAYERS, hidden_size=WIDTH, num_attention_heads=HEADS,
        intermediate_size=INNER, max_position_embeddings=POSITIONS, vocab_size=tokenizer.size, layer_norm_eps=1e-5,
        type_vocab_size=1 if xlm else 2, **({"pad_token_id": 1} if xlm else {}))
    config = architecture.config_class(**fields)
    model = architecture(config, add_pooling_layer=False).eval()
    state = {key: value for key, value in model.state_dict().items() if value.dtype == torch.float32}
    made = {key: weights(key, tuple(value.shape)) for key, value in state.items()}
    if settings.get("type"):
        made = {key: value.to(getattr(torch, settings["type"])).to(torch.float32) for key, value in made.items()}
    model.load_state_dict(made, strict=False)
    texts = []
    for purpose in ("query", "document"):
        for text in SENTENCES:
            tokens = tokenizer.ids(prefixes.get(purpose, "") + text)
            tokens = tokens if len(tokens) <= limit else tokens[: limit - 1] + tokens[-1:]
            with torch.no_grad():
                output = model(input_ids=torch.tensor([tokens])).last_hidden_state[0]
            vector = output[0] if pooling == "cls" else output.mean(0)
            vector = (vector / vector.norm()).numpy().astype("<f4")
            texts.append({
                "purpose": purpose, "text": text, "tokens": tokens,
                "vector": base64.b64encode(vector.tobytes()).decode()})
    switches = {"pooling_mode_cls_token": pooling == "cls", "pooling_mode_mean_tokens": pooling == "mean"}
    return {
        "name": name, "type": settings.get("type"), "isSentencePiece": isinstance(tokenizer, Pieces),
        "files": {
            "config.json": {"model_type": config.model_type, **fields}, "1_Pooling/config.json": switches,
            "sentence_bert_config.json": {"max_seq_length": limit},
            "modules.json": [{"type": f"sentence_transformers.models.{m}"} for m in ("Transformer", "Pooling", "Normalize")],
            **files},
        "tensors": [{"name": key, "shape": list(value.shape)} for key, value in made.items()], "texts": texts}


def random_texts(count: int, seed: int, extra: list[str]) -> list[str]:
    source = random.Random(seed)
    texts = []
    for _ in range(count):
        text = ""
        for _ in range(source.randint(1, 40)):
            if source.random() < 0.05:
                scalar = source.randrange(0x110000)
                text += "" if 0xD800 <= scalar < 0xE000 else chr(scalar)
            else:
                text += source.choice(source.choice([PIECES, extra]))
        texts.append(text)
    return texts


def main() -> None:
    transformers.logging.set_verbosity_error()
    model = train()
    bert, xlm = transformers.BertModel, transformers.XLMRobertaModel
    pieces = Pieces(model)
    e5 = {"query": "query: ", "document": "passage: "}
    prompts = {"config_sentence_transformers.json": {"prompts": {"query": "query: ", "passage": "passage: "}}}
    cased = Words(do_lower_case=False, strip_accents=False)
    keeping = Words(do_lower_case=True, strip_accents=False)
    kinds = [
        kind("uncased, mean, prefixes", bert, Words(), "mean", e5, prompts, 40),
        kind("cased, first token, query prefix", bert, cased, "cls", {"query": "the word: "},
             {"tokenizer_config.json": {"do_lower_case": False, "strip_accents": False},
              "config_sentence_transformers.json": {"prompts": {"query": "the word: "}}}, 30),
        kind("uncased with accents, float16", bert, keeping, "mean", {},
             {"tokenizer_config.json": {"do_lower_case": True, "strip_accents": False}}, 42, type="float16"),
        kind("cased without accents, bfloat16", bert, Words(do_lower_case=False, strip_accents=True), "cls", {},
             {"tokenizer_config.json": {"do_lower_case": False, "strip_accents": True}}, 42, type="bfloat16"),
        kind("bert with pieces", bert, pieces, "mean", {},
             {"tokenizer_config.json": {"tokenizer_class": "XLMRobertaTokenizer", "do_lower_case": True}}, 42),
        kind("xlm-roberta, mean, prefixes", xlm, pieces, "mean", e5, prompts, 40),
        kind("xlm-roberta, first token", xlm, pieces, "cls", {}, {}, 33),
    ]
    words = [{"text": text, "cased": cased.ids(text), "keeping": keeping.ids(text)}
             for text in random_texts(100, 7, VOCABULARY)]
    vocabulary = [pieces.pieces.id_to_piece(n).replace("\u2581", " ") for n in range(3, pieces.pieces.get_piece_size())]
    texts = TEXTS + random_texts(350, 8, vocabulary + list(RULES) + ["\u2581", " ", "  "])
    sentences = [{"text": text, "tokens": pieces.ids(text)} for text in texts if len(text) < 1000]
    result = {
        "sentencepiece": base64.b64encode(model).decode(), "vocabulary": VOCABULARY, "kinds": kinds, "words": words,
        "sentences": sentences}
    with open(sys.argv[1], "w", encoding="ascii") as output:
        output.write("{\n" + ",\n".join(
            f"{json.dumps(key)}: " + (
                "[\n" + ",\n".join(json.dumps(item, separators=(",", ":")) for item in value) + "\n]"
                if key in ("kinds", "words", "sentences") else json.dumps(value, separators=(",", ":")))
            for key, value in result.items()) + "\n}\n")


if __name__ == "__main__":
    main()
