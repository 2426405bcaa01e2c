"""The ways in which clause readers go wrong on policies, each with sentences that it must read right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CLASSES: dict[str, dict[str, list[str]]] = {
    "negation reaches the second verb phrase": {
        "We do not knowingly disclose your call recordings to advertisers or knowingly collect your passport number.": [
            "share! CallRecording > Advertiser",
            "collect! GovernmentIdentifier",
        ],
        "Example will never sell your contact list, and will never knowingly share it with data brokers.": [
            "sell! ContactList",
            "share! ContactList > DataBroker",
        ],
        "We do not record your calls or read your voicemails.": [
            "collect! CallRecording",
            "collect! Voicemail",
        ],
        "We do not permit advertisers to collect your voicemails.": ["share! Voicemail > Advertiser"],
    },
    "what stands beside a condition, or is an example of something done": {
        "We share your data with carriers with your consent or in these cases:\n\n- to bill you.": [
            "share PersonalData > CommunicationsProvider ? Consent",
            "share PersonalData > CommunicationsProvider | Billing",
        ],
        "We share your data with affiliates to serve you, such as enabling you to hear your voicemails.": [
            "share PersonalData > Affiliate"
        ],
        "We share your data with affiliates to serve you, such as your voicemails.": [
            "share Voicemail > Affiliate"
        ],
    },
    "what is policy, and what people choose": {
        "It is our policy to collect only your e-mail address.": ["collect EmailAddress"],
        "It is our policy not to disclose voicemails to advertisers.": ["share! Voicemail > Advertiser"],
        "You may choose not to disclose your age to other users.": [],
        "Be assured that we do not sell voicemails.": ["sell! Voicemail"],
        "This includes disclosing voicemails to the police.": ["share Voicemail > LawEnforcement"],
    },
    "verbs that look like nouns": {
        "We do not monitor, access, or use the content of your calls.": [
            "collect! CallContent",
            "collect! CallContent",
            "use! CallContent",
        ],
        "We never rent, trade, or otherwise transfer your contact list to data brokers.": [
            "sell! ContactList > DataBroker",
            "sell! ContactList > DataBroker",
            "share! ContactList > DataBroker",
        ],
        "We do not record conversations.": ["collect! CallRecording"],
    },
    "the provider's name as subject": {
        "Example stores only your IP address.": ["collect IPAddress"],
        "Example never records video calls.": ["collect! VideoContent"],
        "Example shares voicemails with carriers.": ["share Voicemail > CommunicationsProvider"],
    },
    "compounds that look like verbs": {
        "We collect technical data such as call records and device identifiers.": [
            "collect DeviceData CallDetailRecord DeviceIdentifier"
        ],
        "We collect meeting details and your profile picture.": ["collect MeetingMetadata PhotoData"],
        "We use call detail records to bill you.": ["use CallDetailRecord | Billing"],
    },
    "examples after a relative clause": {
        "We share your location data with service providers who help us in running our network, such as"
        " hosting providers and payment processors.": [
            "share LocationData > ServiceProvider HostingProvider PaymentProcessor | ServiceProvision"
        ],
        "We disclose your name to partners that assist us in sending newsletters, including advertising networks.": [
            "share Name > BusinessPartner Advertiser | Marketing"
        ],
    },
    "an exception is a statement of its own": {
        "We do not disclose your call detail records to carriers except with your consent.": [
            "share! CallDetailRecord > CommunicationsProvider",
            "share CallDetailRecord > CommunicationsProvider ? Consent",
        ],
        "We will not share your e-mail address with affiliates other than as necessary to prevent fraud.": [
            "share! EmailAddress > Affiliate",
            "share EmailAddress > Affiliate | FraudPrevention",
        ],
        "Other than our carriers, we do not share your voicemails with anyone.": [
            "share! Voicemail > ThirdParty",
            "share Voicemail > CommunicationsProvider",
        ],
        "We never give your faxes to anybody except our payment processors.": [
            "share! FaxContent > ThirdParty",
            "share FaxContent > PaymentProcessor",
        ],
        "Apart from our employees, nobody has access to your faxes.": ["share FaxContent > Employee"],
        "We do not sell your browsing history unless you opt in.": [
            "sell! WebUsageData",
            "sell WebUsageData ? Consent",
        ],
    },
    "a recipient after a list of data": {
        "We may disclose your name, postal address and other details to credit bureaus.": [
            "share Name PostalAddress > CreditAgency"
        ],
        "We release your call detail records and billing information to law enforcement.": [
            "share CallDetailRecord BillingData > LawEnforcement"
        ],
    },
    "a shared preposition": {
        "Your voicemails are transmitted to and stored by a Zyxcorp server.": [
            "share Voicemail > org:Zyxcorp"
        ],
        "Usage data are sent to and processed by our hosting providers.": [
            "share UsageData > HostingProvider"
        ],
    },
    "lead-ins over two levels": {
        "We share personal data with:\n\n- Service providers to:\n  - bill you;\n  - prevent fraud;\n"
        "- Data brokers to:\n  - send newsletters.": [
            "share PersonalData > ServiceProvider | Billing",
            "share PersonalData > ServiceProvider | FraudPrevention",
            "share PersonalData > DataBroker | Marketing",
        ],
        "We will:\n\n- share voicemails with:\n  - carriers;\n  - advertisers;\n- collect your name.": [
            "share Voicemail > CommunicationsProvider",
            "share Voicemail > Advertiser",
            "collect Name",
        ],
    },
    "a comma before the last recipient": {
        "We share call recordings with affiliates, and trusted business partners.": [
            "share CallRecording > Affiliate BusinessPartner"
        ],
        "We transfer usage data to vendors, and authorised third-party advertisers.": [
            "share UsageData > ServiceProvider Advertiser"
        ],
    },
    "a purpose of another verb": {
        "We oblige carriers to whom we disclose call detail records to prevent fraud.": [
            "share CallDetailRecord > CommunicationsProvider"
        ],
        "We require any vendors with whom we share your name to bill you.": ["share Name > ServiceProvider"],
    },
    "no as negation": {
        "No call content is recorded.": ["collect! CallContent"],
        "No location data are shared with advertisers.": ["share! LocationData > Advertiser"],
        "None of your voicemails are stored.": ["collect! Voicemail"],
    },
    "direction": {
        "Your contact list may be shared with us by Facebook.": ["collect ContactList"],
        "Your date of birth is collected by Facebook and provided to us.": ["collect Age"],
        "Payment processors send us your billing address.": ["collect PostalAddress"],
    },
    "hypotheses and rights": {
        "If we learn that your location data were collected, you will be told.": [],
        "You may request that we delete your call recordings.": [],
        "How we collect and share your contact list": [],
        "Where we use your location data, you may object.": [],
    },
    "nouns and gerunds": {
        "This includes not using your telephone number for marketing.": [],
        "Please read on to learn about our use of cookies.": [],
        "By signing up, you consent to any transfer of information.": [],
    },
    "frames that leak": {
        "We collect:\n\n- Call data: the time and date of your calls. We do NOT listen to the content of your calls.\n"
        "- Location data.": ["collect CallTime", "collect! CallContent", "collect LocationData"],
        "We may share your information in these cases:\n\n- Business Transfers: We may share it if we merge.\n"
        "- With Your Consent: We may share it with your consent.": [
            "share PersonalData > Recipient | BusinessTransfer ? BusinessTransferEvent",
            "share PersonalData > Recipient ? Consent",
        ],
        "You have the following rights, including:\n\n- a copy of your name and e-mail address;\n"
        "- deletion of your call recordings.": [],
        "We share location data with vendors, who must:\n\n- prevent fraud;\n- protect it.": [
            "share LocationData > ServiceProvider"
        ],
    },
    "pronouns": {
        "We collect your IP address and we delete or anonymise it after two years.": [
            "collect IPAddress",
            "retain IPAddress @ FixedPeriod:P2Y",
            "retain IPAddress @ FixedPeriod:P2Y",
        ],
        "We collect your voicemails. After 30 days we delete them.": [
            "collect Voicemail",
            "retain Voicemail @ FixedPeriod:P30D",
        ],
        "We receive your contact list and share it with affiliates.": [
            "collect ContactList",
            "share ContactList > Affiliate",
        ],
    },
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=f"{number} {name}")
        for number, (name, examples) in enumerate(CLASSES.items(), 1)
        for text, expected in examples.items()
    ],
)
def test_class(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected
