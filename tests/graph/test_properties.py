"""What holds in every world: checked on worlds that hypothesis makes up."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policytrail.graph.cut import cut_network
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.search import all_paths, best_from, best_to
from policytrail.graph.trails.trace import Tracer, tracer

World = Callable[[str], Store]

CATEGORY = "CallDetailRecord"
DATA = ["CallDetailRecord", "CallTime", "TrafficData", "PersonalData", "Voicemail", "UsageData"]
KINDS = ["CommunicationsProvider", "Reseller"]
RECIPIENTS = [*KINDS, "BusinessPartner", "Advertiser", "ThirdParty", "org:Acme", "org:Bell", "org:Google"]
PROVIDERS = ["acme", "bell", "comet", "delta"]

who = st.sampled_from(PROVIDERS)
data = st.lists(st.sampled_from(DATA), min_size=1, max_size=2, unique=True).map(" + ".join)
recipients = st.lists(st.sampled_from(RECIPIENTS), min_size=1, max_size=3, unique=True).map(" + ".join)
purpose = st.sampled_from(["", " for Billing", " for Advertising", " for Marketing"])
condition = st.sampled_from(["", " if Consent", " if LegalObligation"])
flow = st.builds(
    "{} {} {} with {}{}{}".format,
    who,
    st.sampled_from(["shares", "sells"]),
    data,
    recipients,
    purpose,
    condition,
)
kind = st.builds("{} is {}".format, who, st.sampled_from(KINDS))
definition = st.builds(
    "{} defines UsageData as {}".format, who, st.sampled_from(["CallDetailRecord", "Voicemail"])
)
collection = st.builds("{} collects {}".format, who, data)
affirmed = st.one_of(flow, flow, flow, flow, kind, definition, collection)
denial = st.builds("{} never shares {} with {}".format, who, data, recipients)

worlds = st.lists(st.one_of(affirmed, affirmed, affirmed, denial), min_size=1, max_size=12, unique=True)
scenarios = st.fixed_dictionaries(
    {},
    optional={
        "explicit": st.booleans(),
        "stated": st.booleans(),
        "without": st.lists(st.sampled_from(["Consent", "LegalObligation"]), max_size=2),
        "only": st.sampled_from(["Billing", "Marketing"]),
    },
)

# A world takes as long as some texts: a quarter of the examples that the profile asks for.
quick = settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def steps(net: Tracer) -> set[tuple[tuple[str, str, str, str], ...]]:
    """Every trail as its hops, each with the words that it rests on.

    Parties are told by their labels: an organisation that gets a policy of its own becomes a provider.
    """
    return {
        tuple(
            (hop.sender.label, hop.recipient.label, hop.certainty, hop.evidence.quote) for hop in trail.hops
        )
        for trail in net.trails()
    }


@quick
@given(clauses=worlds, more=st.lists(affirmed, max_size=3))
def test_more_statements_never_remove_a_stated_trail(
    quick_world: World, clauses: list[str], more: list[str]
) -> None:
    before = tracer(quick_world("\n".join(clauses)), CATEGORY, stated=True)
    after = tracer(quick_world("\n".join(dict.fromkeys([*clauses, *more]))), CATEGORY, stated=True)
    assert steps(before) <= steps(after)


@quick
@given(clauses=worlds, scenario=scenarios)
def test_a_scenario_never_adds_a_trail(
    quick_world: World, clauses: list[str], scenario: dict[str, object]
) -> None:
    store = quick_world("\n".join(clauses))
    everything, some = tracer(store, CATEGORY), tracer(store, CATEGORY, **scenario)  # type: ignore[arg-type]
    assert steps(some) <= steps(everything)


# The end of a longer trail that is a member of a kind as well: the possible hop to it is nearer.
NEARER = """
    acme shares CallDetailRecord with org:Acme
    bell shares CallDetailRecord with CommunicationsProvider
    comet shares CallDetailRecord with org:Acme
    acme is CommunicationsProvider
    comet is CommunicationsProvider
""".split("\n")


@quick
@example(clauses=NEARER, max_hops=None)
@given(clauses=worlds, max_hops=st.sampled_from([None, 1, 2, 3]))
def test_backward_is_forward_reversed(quick_world: World, clauses: list[str], max_hops: int | None) -> None:
    net = tracer(quick_world("\n".join(clauses)), CATEGORY).network
    forward = {
        (start, target): found
        for start in net.world.providers
        for target, found in best_from(net, start, max_hops).items()
    }
    backward = {
        (start, target): found
        for target in range(len(net.world.iris))
        for start, found in best_to(net, target, max_hops).items()
    }
    assert forward == backward


@quick
@given(clauses=worlds, max_hops=st.sampled_from([None, 1, 2, 3]))
def test_a_search_for_one_party_finds_what_the_search_for_all_finds(
    quick_world: World, clauses: list[str], max_hops: int | None
) -> None:
    net = tracer(quick_world("\n".join(clauses)), CATEGORY).network
    for start in net.world.providers:
        everybody = best_from(net, start, max_hops)
        for target in range(len(net.world.iris)):
            one = {target: everybody[target]} if target in everybody else {}
            assert best_from(net, start, max_hops, {target}) == one


@quick
@given(clauses=worlds, max_hops=st.sampled_from([None, 1, 2, 3]))
def test_the_best_trail_is_the_first_of_all(
    quick_world: World, clauses: list[str], max_hops: int | None
) -> None:
    net = tracer(quick_world("\n".join(clauses)), CATEGORY).network
    for start in net.world.providers:
        first: dict[int, object] = {}
        ranks = []
        for rank, path in all_paths(net, [start], None, max_hops):
            first.setdefault(path[-1][1], (rank, path))
            ranks.append(rank)
            parties = [path[0][0], *(step[1] for step in path)]
            assert len(set(parties)) == len(parties)
        assert first == best_from(net, start, max_hops)
        assert ranks == sorted(ranks)


@quick
@given(clauses=worlds, target=st.sampled_from(["Advertiser", "org:Google", "Reseller"]))
def test_all_trails_to_a_party_are_those_of_all_that_end_there(
    quick_world: World, clauses: list[str], target: str
) -> None:
    net = tracer(quick_world("\n".join(clauses) + "\nzeta shares Voicemail with org:Google"), CATEGORY)
    wanted = set(net.targets(target))
    starts = net.network.world.providers
    some = [path for _, path in all_paths(net.network, starts, wanted)]
    everything = [path for _, path in all_paths(net.network, starts) if path[-1][1] in wanted]
    assert some == everything


@quick
@given(clauses=worlds)
def test_every_quotation_stands_in_its_text(quick_world: World, clauses: list[str]) -> None:
    store = quick_world("\n".join(clauses))
    for trail in tracer(store, CATEGORY).trails():
        for hop in trail.hops:
            for place in (hop.evidence, *(denial.evidence for denial in hop.denials)):
                assert store.text(hop.policy)[place.start : place.end] == place.quote != ""


@quick
@given(clauses=worlds, start=st.sampled_from([None, "acme"]))
def test_a_cut_is_enough_and_nothing_smaller_is(
    quick_world: World, clauses: list[str], start: str | None
) -> None:
    # Every provider has a clause that flows nowhere, so that it stays when clauses go.
    fixed = [f"{each} collects Voicemail" for each in PROVIDERS]
    clauses = [clause for clause in clauses if clause not in fixed]

    def reached(kept: list[str]) -> bool:
        net = tracer(quick_world("\n".join([*fixed, *kept])), CATEGORY)
        return bool(net.trace(from_=start, to="Advertiser").reached)

    cut = cut_network(tracer(quick_world("\n".join([*fixed, *clauses])), CATEGORY), "Advertiser", start)
    gone = {each.hops[0].evidence.quote for each in cut.statements}
    assert len(gone) == len(cut)
    assert not reached([clause for clause in clauses if clause not in gone])
    flows = [clause for clause in clauses if " shares " in clause or " sells " in clause]
    if len(cut) and len(flows) <= 7:
        for fewer in combinations(flows, len(cut) - 1):
            assert reached([clause for clause in clauses if clause not in fewer])
