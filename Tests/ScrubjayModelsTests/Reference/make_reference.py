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

TEXTS = [
    "",
    " ",
    " \t\r\n  \u00a0\u2003 ",
    "a",
    ".",
    "Hello, world!",
    "The quick brown fox jumps over the lazy dog.",
    "A person is eating food.",
    "Someone eats a piece of bread.",
    "The stock market fell sharply on Tuesday.",
    "user: Could you move our call to Thursday at 3pm? I'm at the dentist on Wednesday.",
    "assistant: Sure! I've moved it to Thursday, 15:00 CET — anything else?",
    "[2024-03-01 09:15] Anna Müller: bin um halb zehn da 🙂",
    "My favourite tea is Darjeeling, second flush, no milk.",
    "DON'T SHOUT AT ME!!!",
    "it's we're I'll they'd rock'n'roll o’clock ‘quoted’ “double”",
    "naïve café résumé coöperate Ångström São Tomé",
    "nai\u0308ve cafe\u0301 re\u0301sume\u0301 coo\u0308perate A\u030angstro\u0308m Sa\u0303o Tome\u0301",
    "e\u0301\u0323\u0308 e\u0323\u0301\u0308 \u1e69 s\u0323\u0307 s\u0307\u0323",
    "İstanbul'da IĞDIR ılık Iğdır i\u0307",
    "ΟΔΥΣΣΕΥΣ ὀδυσσεύς ΣΊΣΥΦΟΣ Σ σ ς",
    "Ελληνικά: η γρήγορη καφέ αλεπού; \u037e \u0387",
    "Straße STRASSE ẞ ß ﬁne ﬂow ﬃ Ĳssel ǆ",
    "Привет, как дела? Ёлка и ёж, йод.",
    "Це українська мова: їжак, ґанок, єдність.",
    "漢字とかなとカタカナ、ﾊﾝｶｸ、ガギグゲゴ。",
    "我想喝一杯绿茶，谢谢！你呢？",
    "豈更車賈 𠀀𪛖 𫝀 𫠝 𫢸 㐀䶵 〇々〆",
    "한국어 문장입니다. 각 낱말을 나눕니다.",
    "ภาษาไทยไม่มีช่องว่างระหว่างคำ น้ำ กำลัง",
    "العربية: السَّلَامُ عَلَيْكُمْ، كيف حالك؟",
    "עִבְרִית: שָׁלוֹם עולם, מה שלומך?",
    "हिन्दी में लिखा हुआ वाक्य। क्षत्रिय ज़िन्दगी",
    "বাংলা ভাষা, தமிழ் மொழி, తెలుగు, ಕನ್ನಡ, മലയാളം",
    "ქართული ენა, ᲥᲐᲠᲗᲣᲚᲘ, Հայերեն, አማርኛ, ខ្មែរ, မြန်မာ",
    "Tiếng Việt: Trời hôm nay đẹp quá, phải không?",
    "👍", "😀😂🥲",
    "👨‍👩‍👧‍👦 family, 👩🏽‍💻 at work, 🏳️‍🌈 and 🇩🇪🇫🇷",
    "❤️ ❤ ☎️ ©®™ №5 ½ ¼ ² ³ ① Ⅷ ℃ ℵ Å K Ω",
    "zero\u200bwidth \u200cnon\u200djoiner\ufeff soft\u00adhyphen \u2060word",
    "left\u200eright\u200fmark \u202aembed\u202c \u2066isolate\u2069",
    "bell\x07 null\x00 escape\x1b[31mred\x1b[0m delete\x7f c1\x85\x9f",
    "replacement \ufffd cha\ufffdracter private \ue000 \U000f0000 use",
    "non\ufdd0char \uffff \U0010ffff",
    "tabs\tand\nnew\r\nlines\u2028and\u2029paragraphs\x0b\x0c",
    "thin\u2009space\u3000ideographic\u202fnarrow\u205fmath\u1680ogham",
    "[SEP] [MASK] [UNK] [CLS] [PAD]",
    "in[SEP]side a wo[MASK]rd, [sep] [Mask] [ SEP ] [[SEP]] [UNK",
    "##ing ing ## # ##",
    "1,234,567.89 + 3.14e-10 = 42% of $1,000 €99 £5 ¥100 ₿",
    "2024-02-29T23:59:60Z, 29/02/2024, 10:30, 192.168.0.1, ::1, +49 30 123456",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "…—–‐‑―«»‹›„‚¿¡§¶†‡•‣′″‰※‼⁇、。《》「」",
    "snake_case camelCase kebab-case SCREAMING_CASE dotted.name",
    "for (int i = 0; i < n; ++i) { sum += a[i] * b[i]; } // O(n)",
    "def f(x: list[str]) -> dict[str, int]:\n    return {w: len(w) for w in x if w}",
    "SELECT name, count(*) FROM users WHERE id = $1 AND deleted IS NULL;",
    '{"role": "user", "content": "caf\\u00e9", "tokens": [1, 2.5, null, true]}',
    "<p class=\"a\">Hello&nbsp;<b>world</b></p><!-- comment -->",
    "https://user:pw@example.com:8080/a/b%20c?q=1&r=%C3%A9#top mailto:a.b+c@example.co.uk",
    "/usr/lib/x86_64-linux-gnu/libfoo.so.2 C:\\Windows\\System32\\drivers",
    "sha256:b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    "x" * 100,
    "x" * 101,
    "long " + "abcdefghij" * 12 + " word",
    "é" * 100 + " " + "é" * 101 + " " + "e\u0301" * 100,
    "supercalifragilisticexpialidocious antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
    "qzxjkv wvxyz zzzzqqqq xqxqxqxq",
    "ᚠᚢᚦ 𓀀𓂀 𐍈 𝕳𝖊𝖑𝖑𝖔 𝟘𝟙 ℌ Ⓐ ａｂｃ ＡＢＣ！",
    "\u0300\u0301 lone accents a\u20dd \u0488",
    "ᠠ\u180e mongolian ߊ߫ ࣓ 𞤀𞥄 ᜴ ᙭ ;؝ ⹃",
    "The cat sat on the mat. " * 30,
    "Once upon a time there was a server that never slept. " * 40 + "And then it did.",
    "word " * 254,
    "word " * 255,
    "word " * 1000,
    "我" * 300,
    "Dear diary,\n\nToday I learned that hummingbirds can fly backwards; scrub jays, though, remember what they "
    "cached, where, and when. I wonder whether an agent could do as much.\n\nYours,\nMe",
    "What did I say about the budget for the Lisbon trip last spring?",
    "lisbon trip budget",
    "I am allergic to peanuts.",
    "Peanuts make me sick, I have an allergy.",
]

PIECES = (
    list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") + [" "] * 30
    + list(".,;:!?'\"()[]{}<>@#$%^&*-_=+/\\|~`\n\t\r\u00a0\u2028\u3000\u200b\u200d\ufeff\u00ad\ufffd\x00\x01\x7f\x85")
    + list("äöüßéèñçøåÄÖÜẞİıŁłĐđŒœÆæǅﬁΣσςΆώЖщЁйҐїעִאשּׁعَرबीन्ไทยน้ำ漢字かガ豈\u302e한글각ქᲥ\u0301\u0308\u0323\u0327\u20e3")
    + ["[SEP]", "[MASK]", "[CLS]", "[UNK]", "[PAD]", "##", "the ", "ing", "tion", "under", "stand", "👩🏽‍💻", "🇩🇪", "❤️"]
)


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
