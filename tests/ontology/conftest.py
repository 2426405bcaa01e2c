"""A policy that is as it should be, for tests that then break it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from oxrdflib import OxigraphStore
from rdflib import Dataset


@pytest.fixture
def policy() -> Dataset:
    """A small policy's graph with its catalogue: every kind of statement, no fault."""
    quads = ox.parse(path=str(Path(__file__).with_name("policy.trig")), format=ox.RdfFormat.TRIG)
    store = ox.Store()
    store.extend(quads)
    return Dataset(store=OxigraphStore(store=store))
