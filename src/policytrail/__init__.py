"""policytrail: where can my data go? Data-flow knowledge graphs from privacy policies.

import policytrail as pt

with pt.build(pt.samples(), "my-store") as kg:  # or pt.open("my-store"), once it is built
    print(kg.trace("call detail records"))
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "PolicytrailError", "__version__", "build", "open", "samples"]

if TYPE_CHECKING:
    from policytrail.api import KnowledgeGraph, build, open, samples
    from policytrail.errors import PolicytrailError


def __getattr__(name: str) -> Any:
    # On demand (PEP 562): the command line imports this package, and should start fast.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "PolicytrailError":
        from policytrail import errors as module
    else:
        from policytrail import api as module  # type: ignore[no-redef]
    return getattr(module, name)


def __dir__() -> list[str]:
    return __all__
