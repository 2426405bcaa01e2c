"""How long data are kept: the verbs that say it, the rules that count, and lists of periods."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# sentences, and what is read from them
KEPT = [
    # a period is more than "for a period"; how old people are is none
    ("We keep call records for a period of 12 months.", ["retain CallDetailRecord @ FixedPeriod:P12M"]),
    ("We delete the name of whoever is not 18 years old.", []),
    # what is denied says until when data are kept
    ("We do not keep your messages once they are delivered.", ["retain MessageContent @ AsLongAsNecessary"]),
    ("We never keep your address longer than necessary.", ["retain PostalAddress @ AsLongAsNecessary"]),
    ("We do not keep records of your calls.", ["collect! CallDetailRecord"]),
    (
        "We want you to be assured that we do not store your address once it has been delivered.",
        ["retain PostalAddress @ AsLongAsNecessary"],
    ),
    # what is said of one verb is not of the next
    (
        "Agencies can hold your name for a short time, and if you owe us money, your name can be held by us for two years.",
        ["retain Name @ FixedPeriod:P2Y"],
    ),
    # the law alone, and beside other needs
    ("We retain your address to comply with tax law.", ["retain PostalAddress @ LegalRetention"]),
    (
        "We retain your address to prevent fraud and to comply with the law.",
        ["retain PostalAddress @ AsLongAsNecessary LegalRetention"],
    ),
    # what is kept on the user's own device is not collected, unless a cookie holds it or a server does too
    ("Your messages are stored only on your device.", []),
    ("Your voicemails are stored only on your own devices.", []),
    ("Your language is stored in a cookie on your computer.", ["collect Preferences"]),
    ("Your messages are stored on your phone and on our servers.", ["collect MessageContent"]),
    # what follows from keeping or not is no rule of it
    (
        "We keep no records of your calls, so after a week nobody knows of them.",
        ["collect! CallDetailRecord"],
    ),
    ("We keep your photos, so long as your account is active.", ["retain PhotoData @ WhileAccountActive"]),
    # two events, of which either ends the keeping
    (
        "We keep your photos until you delete them or close your account.",
        ["retain PhotoData @ UntilWithdrawal WhileAccountActive"],
    ),
    (
        "We hold your files until your account is closed or you request their removal.",
        ["retain FileContent @ WhileAccountActive UntilWithdrawal"],
    ),
    (
        "We hold your files until you delete them (or their account).",
        ["retain FileContent @ UntilWithdrawal"],
    ),
    (
        "We keep your name for no more than the time period prescribed by law.",
        ["retain Name @ LegalRetention"],
    ),
    # data that expire or remain
    ("Session cookies expire when you close your browser.", ["retain Cookies @ AsLongAsNecessary"]),
    ("Persistent cookies last for two years.", ["retain Cookies @ FixedPeriod:P2Y"]),
    ("Your photos may remain available indefinitely.", ["retain PhotoData @ Indefinite"]),
    (
        "We keep your name as long as necessary. This retention period could be two years.",
        ["retain Name @ AsLongAsNecessary", "retain PersonalData @ FixedPeriod:P2Y"],
    ),
    # rights, and answers to requests
    (
        "We honor your request and will delete your name within a reasonable time.",
        ["retain Name @ ReasonablePeriod"],
    ),
    ("You may ask us to delete your name until you close your account.", []),
    ("If you wish to delete your account, visit our page.", []),
    ("We delete your name in accordance with the law.", []),
    ("We retain your name in accordance with the law.", ["retain Name @ LegalRetention"]),
    ("We process a request to delete your name within 30 days.", []),
    ("We delete your name when you close your account.", ["retain Name @ WhileAccountActive"]),
    ("Photos are permanently deleted after 30 days.", ["retain PhotoData @ FixedPeriod:P30D"]),
    # clauses of any words after "until", "as long as", "after"
    (
        "Your e-mail address is kept until it has been changed or the account is deleted.",
        ["retain EmailAddress @ WhileAccountActive"],
    ),
    ("Your photos are kept until they are withdrawn.", ["retain PhotoData @ UntilWithdrawal"]),
    ("Messages are stored until the recipient reads them.", ["retain MessageContent @ AsLongAsNecessary"]),
    ("We store your name until the contract has come to its end.", ["retain Name @ ContractDuration"]),
    ("We store your name safely until deletion is possible.", ["collect Name"]),
    (
        "We store your name for as long as we have to by law.",
        ["retain Name @ LegalRetention"],
    ),
    ("We store your name for as long as we have your consent.", ["retain Name ? Consent @ UntilWithdrawal"]),
    ("We store your name for as long as the contract with you lasts.", ["retain Name @ ContractDuration"]),
    (
        "We store your name for as long as you are on our register as a member.",
        ["retain Name @ WhileAccountActive"],
    ),
    ("We store your name for as long as it is of interest.", ["retain Name @ AsLongAsNecessary"]),
    ("If you delete your account, we will delete your photos.", ["retain PhotoData @ WhileAccountActive"]),
    ("Following account closure, we delete your photos.", ["retain PhotoData @ WhileAccountActive"]),
    ("After you withdraw, we delete your photos.", ["retain PhotoData @ UntilWithdrawal"]),
    ("Photos are deleted once the check is complete.", ["retain PhotoData @ AsLongAsNecessary"]),
    ("If the check is complete, photos are deleted.", []),
    # what has to be kept
    ("We are required to retain your billing address.", ["retain PostalAddress @ LegalRetention"]),
    (
        "We are required to keep your billing address for 7 years.",
        ["retain PostalAddress @ FixedPeriod:P7Y LegalRetention"],
    ),
    ("We are required to keep your billing address confidential.", ["collect PostalAddress"]),
    ("Our records are kept for two years.", ["retain PersonalData @ FixedPeriod:P2Y"]),
    # periods of their own
    (
        "We keep call recordings for 90 days, and voicemails for one month.",
        ["retain CallRecording @ FixedPeriod:P90D", "retain Voicemail @ FixedPeriod:P1M"],
    ),
    (
        "We keep call recordings for 90 days or, where a dispute is open, for one year.",
        ["retain CallRecording @ FixedPeriod:P90D FixedPeriod:P1Y"],
    ),
]


@pytest.mark.parametrize(("text", "statements"), KEPT)
def test_how_long_data_are_kept(read: Callable[[str], list[str]], text: str, statements: list[str]) -> None:
    assert read(text) == statements


def test_the_items_of_a_list_have_periods_of_their_own(read: Callable[[str], list[str]]) -> None:
    statements = ["retain CallDetailRecord @ FixedPeriod:P12M", "retain Voicemail @ FixedPeriod:P30D"]
    items = "- Call records: 12 months\n- Voicemail messages: 30 days\n"
    assert read(f"We keep your information for the following periods:\n\n{items}") == statements
    assert read(f"How long do we keep your data?\n\n{items}") == statements


def test_a_table_has_a_column_of_periods(read: Callable[[str], list[str]]) -> None:
    head = "This is our schedule.\n\nService | Categories of data | How long we keep it\n"
    rows = "Mailbox | Voicemails | 30 days\nPhone | Call records | We keep these for 12 months.\n"
    kept = [statement for statement in read(head + rows) if statement.startswith("retain")]
    assert kept == ["retain Voicemail @ FixedPeriod:P30D", "retain CallDetailRecord @ FixedPeriod:P12M"]


def test_a_list_of_what_is_kept_has_the_period_of_its_lead_in(read: Callable[[str], list[str]]) -> None:
    items = "- call records;\n- voicemails.\n"
    statements = ["retain CallDetailRecord @ FixedPeriod:P12M", "retain Voicemail @ FixedPeriod:P12M"]
    assert read(f"We keep the following information for 12 months:\n\n{items}") == statements
    lead_in = "In relation to the following information we have to retain it for 12 months:"
    assert read(f"{lead_in}\n\n{items}") == statements


def test_a_lead_in_of_periods_that_nothing_follows_keeps_nothing(read: Callable[[str], list[str]]) -> None:
    text = (
        "As long as necessary we may collect your location data to prevent fraud, we keep and use it :\n\n- "
    )
    assert [s for s in read(text) if s.startswith("retain")] == []


def test_what_is_deleted_after_it_was_kept_has_no_rule_of_its_own(read: Callable[[str], list[str]]) -> None:
    kept = "retain Name @ AsLongAsNecessary LegalRetention"
    said = read(
        "We keep your name as long as necessary for our business, tax or legal purposes and then erase it."
    )
    assert [s for s in said if s.startswith("retain")] == [kept]
