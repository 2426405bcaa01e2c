"""Every rule of the extractor has an example: a rule without one fails here."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from policytrail.ingest.words.wordlists import action_table

PACKAGES = ("blocks", "clauses")  # those that make findings

# rule -> a text, and the statement that the rule reads from it
EXAMPLES = {
    # --- what the provider does
    "active-obtain": ("We gather your profile picture.", "collect PhotoData"),
    "active-acquire": ("We import your photos.", "collect PhotoData"),
    "active-ask": ("We require your passport number.", "collect GovernmentIdentifier"),
    "active-access": ("We access your contact list.", "collect ContactList"),
    "active-hold": ("We keep your contact list.", "collect ContactList"),
    "active-use": ("We process location data to prevent fraud.", "use LocationData | FraudPrevention"),
    "handled": ("We process your name and address as described here.", "collect Name PostalAddress"),
    "active-give": ("We provide your name to carriers.", "share Name > CommunicationsProvider"),
    "active-disclose": ("We disclose voicemails to the police.", "share Voicemail > LawEnforcement"),
    "active-enrich": ("We add your name to the lists of carriers.", "share Name > CommunicationsProvider"),
    "active-publish": ("We publish your name in our directory.", "share Name > Public"),
    "active-sell": ("We rent your e-mail address to advertisers.", "sell EmailAddress > Advertiser"),
    "derived": ("We may aggregate your information.", "collect AggregatedData"),
    "based-on": (
        "You may see ads that are based on your location.",
        "use LocationData | TargetedAdvertising",
    ),
    "derive": ("We create aggregated data.", "collect AggregatedData"),
    "contrasted": ("We log your name (but not your age).", "collect! Age"),
    "instrument": ("We place cookies on your device.", "collect Cookies"),
    "channel": ("We use e-mail to send you newsletters.", "use EmailAddress | Marketing"),
    "received": ("You may receive e-mails from us about special offers.", "use EmailAddress | Marketing"),
    "contact": ("We may contact you about special offers.", "use ContactData | Marketing"),
    "engage": (
        "We employ hosting providers to store your voicemails.",
        "share Voicemail > HostingProvider",
    ),
    "permit": (
        "We permit carriers to use your location data.",
        "share LocationData > CommunicationsProvider",
    ),
    "retention": ("We delete voicemails after 30 days.", "retain Voicemail @ FixedPeriod:P30D"),
    "period": (
        "The retention period for voicemails is 30 days.",
        "retain Voicemail @ FixedPeriod:P30D",
    ),
    "row-collect": (
        "We collect the following data:\n\nData | Purposes\nYour name | To bill you\nBills | Fraud detection\n",
        "collect Name | Billing",
    ),
    "row-use": (
        "This is our table.\n\nPurposes | Data used | Legal basis\nTo bill you | Your name | Contract\nMarketing | Bills | Consent\n",
        "use Name | Billing ? Contract",
    ),
    "row-share": (
        "This is our table.\n\nData | Recipients\nYour name | Carriers\nBills | Auditors\n",
        "share Name > CommunicationsProvider",
    ),
    "row-retain": (
        "This is our schedule.\n\nData | Retention\nVoicemails | 30 days\nBills | 7 years\n",
        "retain Voicemail @ FixedPeriod:P30D",
    ),
    "remaining": ("Voicemails remain available for 30 days.", "retain Voicemail @ FixedPeriod:P30D"),
    # --- what users and others do
    "user-gives": ("You must provide your date of birth.", "collect Age"),
    "third-obtain": ("Advertisers may collect your IP address.", "share IPAddress > Advertiser"),
    "third-access": ("Other users can see your profile picture.", "share PhotoData > OtherUser"),
    "third-hold": (
        "We and our carriers retain call detail records.",
        "share CallDetailRecord > CommunicationsProvider",
    ),
    "third-gives": ("Carriers provide us with your call detail records.", "collect CallDetailRecord"),
    "third-each-other": (
        "Carriers exchange location data with each other.",
        "share LocationData > CommunicationsProvider",
    ),
    "third-cookies": ("Advertisers place cookies on your device.", "share Cookies > Advertiser"),
    "third-use": (
        "Advertisers may use your browsing history for marketing.",
        "share WebUsageData > Advertiser | Marketing",
    ),
    "joint-use": (
        "We and our advertisers use your browsing history for marketing.",
        "share WebUsageData > Advertiser | Marketing",
    ),
    # --- what is done with data
    "passive-obtain": ("Your voicemails are gathered.", "collect Voicemail"),
    "passive-ask": ("Your name is requested when you register.", "collect Name"),
    "passive-to-us": ("Your name is passed to us by carriers.", "collect Name"),
    "passive-give": (
        "Your location data is given to carriers.",
        "share LocationData > CommunicationsProvider",
    ),
    "passive-disclose": ("Voicemails are transferred to affiliates.", "share Voicemail > Affiliate"),
    "passive-publish": (
        "Your profile picture is displayed to other users.",
        "share PhotoData > OtherUser",
    ),
    "passive-access": (
        "Your contact list can be viewed by other users.",
        "share ContactList > OtherUser",
    ),
    "passive-by": ("Your voicemails are stored by our vendors.", "share Voicemail > ServiceProvider"),
    "passive-place": ("Cookies may be set by our advertisers.", "share Cookies > Advertiser"),
    "passive-sell": ("Your name may be sold to data brokers.", "sell Name > DataBroker"),
    "passive-use": ("Location data is used to prevent fraud.", "use LocationData | FraudPrevention"),
    # --- patterns
    "notice": ("We notify your contacts of your birthday.", "share Age > OtherUser"),
    "gathered": ("We guard the location data that we collect.", "collect LocationData"),
    "occasion": (
        "When we share your name with carriers, we make sure that it is safe.",
        "share Name > CommunicationsProvider",
    ),
    "relative": (
        "The carriers to whom we pass your location data are bound by contract.",
        "share LocationData > CommunicationsProvider",
    ),
    "access": ("Access to call recordings is limited to employees.", "share CallRecording > Employee"),
    "made": (
        "Disclosures of your voicemails are made to carriers.",
        "share Voicemail > CommunicationsProvider",
    ),
    "embedded": (
        "Some widgets send your IP address to social networks.",
        "share IPAddress > SocialMediaPlatform",
    ),
    "excepted": (
        "We never share photos. The one exception is where you gave us your consent.",
        "share PhotoData > Recipient ? Consent",
    ),
    "visible": ("Your name will be publicly available.", "share Name > Public"),
    "called-sale": (
        "We share your name with data brokers, which may be considered a sale.",
        "sell Name > DataBroker",
    ),
    "caller-id": (
        "We may send your name to be shown on a Caller ID screen.",
        "share Name > OtherUser",
    ),
    "listing": ("Your name appears in the phone book.", "share Name > Public"),
    "passed-on": (
        "We collect your name, which may be shared with carriers.",
        "share Name > CommunicationsProvider",
    ),
    "viewed": ("Your photo, which other users can see, is stored.", "share PhotoData > OtherUser"),
    "hosted": ("Our website is hosted by Zyxcorp Inc.", "share PersonalData > org:Zyxcorp Inc"),
    "role": ("Our payment processor is Zyxcorp Inc.", "share PersonalData > org:Zyxcorp Inc"),
    "held-by": ("Your photos are stored on Zyxcorp's servers.", "share PhotoData > org:Zyxcorp"),
    "owed": ("Your account may be referred to a debt collector.", "share PersonalData > ThirdParty"),
    "card": ("Zyxcorp Inc.\nPurpose: billing\nData: name", "share Name > org:Zyxcorp Inc | Billing"),
    "flows": ("Your card number goes straight to our bank.", "share PaymentData > PaymentProcessor"),
    "takeover": (
        "In the event of a merger, your name will be one of the assigned assets.",
        "share Name > Recipient | BusinessTransfer ? BusinessTransferEvent",
    ),
    "contents": (
        "The information that we collect about you includes your name and passport number.",
        "collect Name GovernmentIdentifier",
    ),
    "opt-out": ("You may opt out of our newsletters.", "use EmailAddress | Marketing ? OptOut"),
    "consented": ("We obtain your consent for the use of your location.", "use LocationData ? Consent"),
    "user-shares": (
        "You can choose to share your photos with other users.",
        "share PhotoData > OtherUser ? UserInitiated",
    ),
    "opt-in": ("You can opt in to our newsletter.", "use EmailAddress | Marketing ? Consent"),
    "withheld": (
        "We share usage data with partners without disclosing your name.",
        "share! Name > BusinessPartner",
    ),
    "account-deleted": (
        "Closing your account deletes your messages.",
        "retain MessageContent @ WhileAccountActive",
    ),
    "user-keeps": ("You may choose to store your voicemails.", "collect Voicemail ? UserInitiated"),
    "engaged": ("We engage in the sale of your name.", "sell Name"),
    "entailed": ("Joining in involves the collection of your date of birth.", "collect Age"),
    "agreement": ("By using our website you consent to our use of cookies.", "collect Cookies"),
    "relied-on": (
        "We rely on legitimate interests to improve our services.",
        "use PersonalData | ServiceImprovement ? LegitimateInterest",
    ),
    "checks": ("We carry out credit checks.", "use CreditData | CreditControl"),
    "research": ("We do research on your interests.", "use Interests | Analytics"),
    "results": (
        "Its use may result in carriers collecting your location.",
        "share LocationData > CommunicationsProvider",
    ),
    "surveys": ("Polls and surveys are run by researchers.", "share FeedbackData > ThirdParty"),
    "purposes": ("Our purposes include billing.", "use PersonalData | Billing"),
    "enabling": ("Location data helps us to prevent fraud.", "use LocationData | FraudPrevention"),
    "definition": ("CPNI means call detail records.", "define CallDetailRecord < CPNI"),
    "equation": ("Your name and telephone number are not CPNI.", "define! Name PhoneNumber < CPNI"),
    # --- denials and exceptions
    "exception": (
        "We do not sell your contact list unless you consent.",
        "sell ContactList ? Consent",
    ),
    "inside": ("We do not share voicemails outside our affiliates.", "share Voicemail > Affiliate"),
    # --- more than one sentence
    "tracker": (
        "Cookies are files that we send to your browser to recognise you.",
        "collect Cookies | Authentication",
    ),
    "kept": ("Cookies are used to save your language.", "collect Preferences"),
    "nature": ("CPNI is information that we obtain.", "collect CPNI"),
    "reason": (
        "Our main purpose in collecting location data is to prevent fraud.",
        "collect LocationData | FraudPrevention",
    ),
    "active-to-us": ("The app uploads your faxes to our servers.", "collect FaxContent"),
    "registering": (
        "You may sign up with your telephone number.",
        "collect PhoneNumber | AccountManagement",
    ),
    "required": ("Membership requires your postcode.", "collect PostalAddress"),
    "own-access": ("We may have access to your voicemails.", "collect Voicemail"),
    "asked-access": ("The app wants access to your photos.", "collect PhotoData ? Consent"),
    "arriving": ("Your browsing history reaches us at night.", "collect WebUsageData"),
    "leaving": ("Your voiceprint never leaves your phone.", "collect! BiometricData"),
    "needed": ("Your name is all that we need.", "collect Name"),
    "records": ("Our logs show your IP address.", "collect IPAddress"),
    "schedule": (
        "Our retention schedule is: voicemail, 30 days; invoices, ten years.",
        "retain Voicemail @ FixedPeriod:P30D",
    ),
    "unrecorded": ("There is no log of the numbers you dial.", "collect! CallParties"),
    "learned": ("Cookies allow us to know your language.", "collect Preferences"),
    "told-to-us": ("We are sent your credit score.", "collect CreditData"),
    "grant": ("You may allow us access to your address book.", "collect ContactList ? Consent"),
    "continued": ("We collect device data. This includes your IP address.", "collect IPAddress"),
    "contained": ("We collect CPNI. CPNI includes call detail records.", "collect CallDetailRecord"),
    "condition-after": (
        "We share location data with advertisers. You may opt out of this sharing.",
        "share LocationData > Advertiser ? OptOut",
    ),
    "answer": ("Do you sell my data?\n\nNo.", "sell! PersonalData"),
    "continued-purpose": (
        "We collect your call logs. This helps us to detect fraud.",
        "collect CallDetailRecord | FraudPrevention",
    ),
    "legal-basis": (
        "We collect location data to prevent fraud. The legal basis for this processing is our legitimate interests.",
        "use LocationData | FraudPrevention ? LegitimateInterest",
    ),
    # --- lists
    "lead-in": (
        "We collect:\n\n- Voicemails: We collect the following from your phone.",
        "collect Voicemail",
    ),
    "item-collect": ("We collect:\n\n- your name.", "collect Name"),
    "item-use": (
        "We use location data to:\n\n- prevent fraud.",
        "use LocationData | FraudPrevention",
    ),
    "item-share": (
        "We share voicemails with:\n\n- carriers.",
        "share Voicemail > CommunicationsProvider",
    ),
    "item-sell": ("We sell personal data to:\n\n- data brokers.", "sell PersonalData > DataBroker"),
    "item-retain": (
        "How long do we keep data?\n\n- Voicemails: 30 days.",
        "retain Voicemail @ FixedPeriod:P30D",
    ),
    "item-define": ("CPNI includes:\n\n- billing information.", "define BillingData < CPNI"),
}
DENIED = {
    "active-obtain": ("We do not gather your profile picture.", "collect! PhotoData"),
    "passive-disclose": ("Voicemails are never transferred to affiliates.", "share! Voicemail > Affiliate"),
    "third-obtain": ("We do not let advertisers collect voicemails.", "share! Voicemail > Advertiser"),
    "user-gives": ("We do not ask you to enter your date of birth.", "collect! Age"),
    "permit": ("We do not allow carriers to access voicemails.", "share! Voicemail > CommunicationsProvider"),
}


def formulas() -> Iterator[str]:
    """The rule names in the sources: an argument of `Finding` or `of_noun`, or `rule=`; `{...}` where it varies."""
    places = {"Finding": 3, "of_noun": 2}
    ingest = Path(str(files("policytrail.ingest")))
    for path in (path for name in PACKAGES for path in (ingest / name).glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name | ast.Attribute):
                continue
            made = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            if made not in (*places, "replace"):
                continue
            given = [k.value for k in call.keywords if k.arg == "rule"]
            given += [call.args[places[made]]] if made in places else []
            for value in given:
                if path.stem == "arguments":  # hands on what `of_noun` is given
                    continue
                assert isinstance(value, ast.Constant | ast.JoinedStr), f"{path.name}:{call.lineno}"
                yield ast.literal_eval(value) if isinstance(value, ast.Constant) else ast.unparse(value)[2:-1]


def rules() -> set[str]:
    """Every rule name that a finding can have, but for "+denied"."""
    found: set[str] = set()
    subjects = {"active": ("active", "provider"), "passive": ("passive", ""), "third": ("active", "third")}
    for formula in formulas():
        kind, _, varies = formula.partition("-{")
        if not varies:
            found.add(formula)
        elif varies == "verb_class}":
            # "hold" ... have rules of their own, spelled out, and so has an active "sell"
            done = ("collect", "use", "share", *(["sell"] if kind == "passive" else []))
            for (voice, subject, verb_class), action in action_table().items():
                if (voice, subject) == subjects[kind] and action in done:
                    found.add(f"{kind}-{verb_class}")
        else:
            assert formula == "item-{action}"
            found |= {"item-collect", "item-use", "item-share", "item-sell", "item-retain"}
    return found


@pytest.mark.parametrize("rule", EXAMPLES)
def test_example(rule: str, read_rules: Callable[[str], list[tuple[str, str]]]) -> None:
    text, statement = EXAMPLES[rule]
    assert (rule, statement) in read_rules(text)


@pytest.mark.parametrize("rule", DENIED)
def test_denied(rule: str, read_rules: Callable[[str], list[tuple[str, str]]]) -> None:
    text, statement = DENIED[rule]
    assert read_rules(text) == [(f"{rule}+denied", statement)]


def test_every_rule_has_an_example() -> None:
    assert rules() == EXAMPLES.keys()
