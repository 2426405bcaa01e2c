"""Another wording of the same says the same: every rewording, over every sentence that it fits."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

Reader = Callable[[str], list[str]]

SENTENCES = """
We collect your name and your email address.
We may share your call records with our service providers.
We may share your phone number with third parties to send you offers.
We use your location data to detect fraud.
We use your email address to send you newsletters.
We may disclose your account information if a court orders us to do so.
We will disclose your call records to the police if we are required by law to do so.
We will keep your voicemail messages for 30 days.
We do not sell your personal information to third parties.
We do not share your call records with advertisers without your consent.
We will not disclose your payment data to anyone unless you consent.
We collect information about how you use our services, such as call duration and the numbers you dial.
We may obtain your credit score from credit bureaus.
We may transfer your personal information to a buyer if our company is sold.
We may store your IP address to protect our network.
When you register, we collect your name and your postal address.
If you call customer support, we may record your call.
Your call records may be shared with our affiliates.
Your payment data is stored by our payment processors.
Personal information is used to improve our services.
We share usage data with analytics providers, and we share billing data with collection agencies.
You may provide us with your date of birth.
""".strip().splitlines()

# A regular expression, and below it, each on a line of its own, what may stand instead of what it matches.
REWORDINGS = r"""
\b([Ww]e) (may|will)(?! not)
    \1 \2 also
    \1 \2 generally
    \1 \2 at times
    \1 \2 in some cases
    \1 \2 from time to time
    \1 \2, from time to time,
    \1 \2, as described in this policy,
    \1 \2, where appropriate,
    \1 \2, in certain circumstances,
\b([Ww]e) may
    \1 might
    \1 can
\b([Ww]e) (collect|use|share|do not)\b
    \1 also \2
    \1 sometimes \2
    \1 currently \2
^We (?=\w)
    In addition, we [ ]
    Please note that we [ ]
    As a rule, we [ ]
    At Example, we [ ]
    As a telephone company, we [ ]
    To be clear, we [ ]
    We, Example, [ ]
^We (?=may|will)
    Example [ ]
^We (collect|use|share)
    Example \1s
^We (?=may)
    You agree that we [ ]
^We may (?=share|disclose|use|store)
    We reserve the right to [ ]
    We are permitted to [ ]
do not
    don’t
\b(do|will) not
    would not
    \1 not, and will never,
^We (?:do|will) not
    Under no circumstances will we
    At no time will we
    We promise not to
    It is our policy not to
 to (?=detect|send|protect|improve)
    [ ]in order to [ ]
    [ ]so that we can [ ]
 to (?=detect|protect|improve)
    [ ]to help us [ ]
    [ ]to better [ ]
 to (detect|send|protect)
    [ ]for the purpose of \1ing
^We use ([^,.]+) to ([^,.]+)\.
    To \2, we use \1.
^We (may|will) ([^,.]+) if ([^,.]+)\.
    If \3, we \1 \2.
^(If|When) ([^,.]+), (we [^,.]+)\.
    \3 \1 \2.
^We (may|will) (obtain|record|transfer) (your \w+ \w+)
    \3 \1 be \2ed by us
is (used|stored)
    will be \1
    may be \1
    is being \1
share (your [a-z ]+?) with
    disclose \1 to
    provide \1 to
    give \1 to
    pass \1 on to
    release \1 to
    make \1 available to
\b(W|w)e collect
    \1e gather
    \1e receive
for 30 days
    for up to 30 days
    for a period of 30 days
    for thirty (30) days
\byour (?=name|email|call|phone|location|account|voicemail|payment|credit|IP|postal|personal)
    the customer’s [ ]
    our customers’ [ ]
\byour (?=call records|payment data|account information|personal information|location data)
    certain of your [ ]
    some of your [ ]
\b(email address|phone number|call records|location data)\b
    \1 (if any)
our service providers
    our trusted service providers
    our service providers, who are bound by confidentiality
personal information
    personal information (“Personal Information”)
, such as
    , including
    , for example
    , e.g.,
    [ ]like
^If you (?=call)
    Should you [ ]
, and we share
    . We share
    ; we share
 and your
    [ ]as well as your
provide us with
    give us
    supply us with
"""


def rewordings() -> list[tuple[str, str]]:
    """Pairs of a pattern and a replacement; "[ ]" stands for a space at an end of a line."""
    pairs = []
    pattern = ""
    for line in REWORDINGS.strip("\n").splitlines():
        if line.startswith("    "):
            pairs.append((pattern, line.strip().replace("[ ]", " ").replace("  ", " ")))
        else:
            pattern = line
    return pairs


@pytest.mark.parametrize(("pattern", "replacement"), rewordings())
def test_a_rewording_says_the_same(read: Reader, pattern: str, replacement: str) -> None:
    fitting = [sentence for sentence in SENTENCES if re.search(pattern, sentence)]
    assert fitting
    for sentence in fitting:
        reworded = re.sub(pattern, replacement, sentence)
        assert set(read(reworded)) == set(read(sentence)) != set(), reworded
