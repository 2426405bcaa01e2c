"""A made-up world of providers, as policies: the same seed gives the same world.

    python benchmarks/world.py --providers 10000 --store /tmp/big

Each policy has flows to kinds of recipient, to named organisations (few are named often, most rarely)
and now and then to another provider; data, purposes and conditions are drawn from the ontology, the
broad concepts more often, as policies do.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

from policytrail.graph.storage.store import Store
from policytrail.ingest.metadata.reader import KindEvidence, Metadata
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.statement import Statement
from policytrail.ontology.taxonomy import taxonomy

KINDS = ("CommunicationsProvider", "HostingProvider", "AnalyticsProvider", "Reseller", "SocialMediaPlatform")
BATCH = 500


def concepts(scheme: str) -> tuple[list[str], list[float]]:
    """Concepts of a scheme without its root, and how often they are drawn."""
    known = taxonomy()
    found = [each for each in known.concepts.values() if each.scheme == scheme and each.broader]
    return [each.id for each in found], [float(len(known.descendants(each.id))) for each in found]


def policies(providers: int, flows: int, seed: int = 0) -> Iterator[Policy]:
    """The policies of the world, one a provider, each with `flows` flows and a collection."""
    draw = random.Random(seed)
    data, data_weights = concepts("data")
    recipients, recipient_weights = concepts("recipient")
    purposes, _ = concepts("purpose")
    conditions, _ = concepts("condition")
    for number in range(providers):
        slug = f"p{number:05}"
        text = f"{slug} is one."
        statements = []
        for _ in range(flows):
            chance = draw.random()
            if chance < 0.7:
                recipient = draw.choices(recipients, recipient_weights)[0]
            elif chance < 0.98:
                recipient = f"org:o{int(providers / 2 * draw.random() ** 3)}"
            else:
                recipient = f"org:p{draw.randrange(providers):05}"
            carried = tuple(dict.fromkeys(draw.choices(data, data_weights, k=draw.choice((1, 1, 2, 3)))))
            words = f"{slug} shares {' '.join(carried)} with {recipient} {draw.random():.6f}."
            start = len(text) + 1
            text += " " + words
            statements.append(
                Statement(
                    slug,
                    "share",
                    words,
                    start,
                    start + len(words),
                    data=carried,
                    recipients=(recipient,),
                    purposes=(draw.choice(purposes),) if draw.random() < 0.6 else (),
                    conditions=(draw.choice(conditions),) if draw.random() < 0.25 else (),
                )
            )
        kind = KindEvidence(draw.choice(KINDS), 0, len(slug) + 8, text[: len(slug) + 8])
        about = Metadata(slug, slug, date="2026-01-01", kinds=(kind,))
        yield Policy(slug, text, about, tuple(statements), extractor="benchmark")


def build(folder: Path, providers: int, flows: int, seed: int = 0) -> None:
    """Write the world into a store."""
    batch: list[Policy] = []
    with Store.open(folder, create=True) as store:
        for policy in policies(providers, flows, seed):
            batch.append(policy)
            if len(batch) == BATCH:
                store.load((each.slug, policy_quads(each)) for each in batch)
                batch.clear()
        store.load((each.slug, policy_quads(each)) for each in batch)


def main() -> None:
    """Build a world from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--providers", type=int, default=10_000)
    parser.add_argument("--flows", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--store", type=Path, required=True)
    options = parser.parse_args()
    begin = time.process_time()
    build(options.store, options.providers, options.flows, options.seed)
    print(f"built in {time.process_time() - begin:.1f} s of processor time")


if __name__ == "__main__":
    main()
