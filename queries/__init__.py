"""Questions to a store: one .rq file each, and what runs them."""

from __future__ import annotations

from policytrail.queries.query import Column, Parameter, Query, find_query, queries
from policytrail.queries.runner import Table, run

__all__ = ["Column", "Parameter", "Query", "Table", "find_query", "queries", "run"]
