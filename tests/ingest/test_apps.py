"""How messaging and calling apps speak: what they cannot see, what contacts see, what users add and register with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SAID = {
    "no access": ("We have no access to your voicemails.", ["collect! Voicemail"]),
    "access to none": ("When you use our app, we have access to no information.", ["collect! PersonalData"]),
    "access": ("To repair it, we may have access to your voicemails.", ["collect Voicemail"]),
    "cookies of others": ("We do not have access to these cookies.", []),
    "others' data": ("We do not have access to the information that they collect.", []),
    "cannot be read": ("Your faxes cannot be read by us.", ["collect! FaxContent"]),
    "nor by others": (
        "Your faxes cannot be accessed by us or other third parties.",
        ["collect! FaxContent", "share! FaxContent > ThirdParty"],
    ),
    "impossible": ("It is impossible for us to read your voicemails.", ["collect! Voicemail"]),
    "encrypted": ("Faxes are encrypted, so that we cannot read them.", ["collect! FaxContent"]),
    "asked before": (
        "We ask your permission before syncing your contacts.",
        ["collect ContactList ? Consent"],
    ),
    "contacts see": ("Your contacts may see your profile photo.", ["share PhotoData > OtherUser"]),
    "seen by contacts": ("Your birthday can be seen by your contacts.", ["share Age > OtherUser"]),
    "friends": (
        "When you connect with friends, they can see your profile photo.",
        ["share PhotoData > OtherUser"],
    ),
    "told": ("Our resellers will be given your order history.", ["share OrderData > Reseller"]),
    "users in general": ("Customers will be informed of our new address.", []),
    "added": ("You may add a profile photo to your account.", ["collect PhotoData"]),
    "while doing": ("When creating a login you give us your birthday.", ["collect Age"]),
    "shown": (
        "We use the profile photo that you gave us and show it to other users.",
        ["share PhotoData > OtherUser", "use PhotoData"],
    ),
    "in transit": ("All data is transferred with TLS.", []),
    "no business": (
        "Example is not in the business of selling your personal information.",
        ["sell! PersonalData"],
    ),
    "no ads by cookies": ("We do not use cookies for advertising.", ["use! Cookies | Advertising"]),
    "a browser": ("Your browser may allow you to provide feedback.", []),
    "to our servers": (
        "A copy of your address book will be transmitted to and stored on our servers.",
        ["collect ContactList"],
    ),
    "own device": ("Your call history is stored on your own device.", []),
    "signing up": (
        "You can sign up using your telephone number.",
        ["collect PhoneNumber | AccountManagement"],
    ),
    "listening": ("We cannot listen to your calls.", ["collect! CallContent"]),
    "getting": ("We may get location data from carriers.", ["collect LocationData"]),
    "got by users": ("Tell us your city to get local news.", []),
    "given by others": (
        "The information that partners share with us includes your birthday.",
        ["collect Age"],
    ),
    "photos and contacts": (
        "The app asks for access to your photos and contacts.",
        ["collect PhotoData ContactList ? Consent"],
    ),
    "which are read": ("We track which voicemails are heard by other users.", ["collect Voicemail"]),
    "when you": ("We collect information when you:\n\n- write to us.", ["collect PersonalData"]),
    "none of it": ("We collect no personal data from visitors.", ["collect! PersonalData"]),
    "none of them": ("Example keeps none of your faxes.", ["collect! FaxContent"]),
    "no longer": ("We store faxes no longer than a month.", ["retain FaxContent @ FixedPeriod:P1M"]),
    "neither": (
        "Neither we nor third parties can read your faxes.",
        ["collect! FaxContent", "share! FaxContent > ThirdParty"],
    ),
    "this address": ("This address will only be used to send you a password.", []),
    "no way for anybody": (
        "There is no way for us or anyone else to read your faxes.",
        ["collect! FaxContent", "share! FaxContent > ThirdParty"],
    ),
    "your content": ("Example cannot see your content.", ["collect! CommunicationsContent"]),
    "contents of a cart": ("The contents of the page may change.", []),
    "people one talks to": (
        "Anyone you chat with can see your birthday.",
        ["share Age > OtherUser"],
    ),
    "people in the room": (
        "Your birthday is visible to everyone in the room.",
        ["share Age > OtherUser"],
    ),
    "members of a group": (
        "We show your birthday to members of groups you join.",
        ["share Age > OtherUser"],
    ),
    "members of our group": (
        "We share your birthday with members of our group.",
        ["share Age > Affiliate"],
    ),
    "the addressee": ("Your faxes are sent to the recipient.", ["share FaxContent > OtherUser"]),
    "our users": (
        "Your birthday may be seen by Example users you invite.",
        ["share Age > OtherUser"],
    ),
    "last online": (
        "Your friends can see when you were last online.",
        ["share PresenceStatus > OtherUser"],
    ),
    "contacts shared": (
        "We do not share your contacts with third parties.",
        ["share! ContactList > ThirdParty"],
    ),
    "contacts with us": ("We log your contacts with us.", ["collect SupportData"]),
    "chosen too": (
        "To create an account, you provide your birthday and may choose to provide your job title.",
        ["collect Age | AccountManagement", "collect EmploymentData | AccountManagement"],
    ),
    "logged": (
        "We use tools to automatically log information about you.",
        ["collect PersonalData"],
    ),
    "a log": ("We keep log information.", ["collect LogData"]),
    "enabled in brackets": (
        "The information we collect may include your birthday and voicemails (to enable playback).",
        ["collect Age Voicemail"],
    ),
    "as one has chosen": (
        "We use your birthday (subject to your settings) to prevent fraud.",
        ["use Age | FraudPrevention ? OptOut"],
    ),
    "a new policy": ("If we make material changes to this policy, we will notify you.", []),
    "a new service": (
        "We may notify you of changes to the service.",
        ["use ContactData | UserCommunication"],
    ),
    "policies of others": ("We invite you to read their privacy policy.", []),
    "companies of one name": (
        "We share your birthday with the Zyxcorp Companies.",
        ["share Age > Affiliate"],
    ),
    "never": (
        "Under no circumstances will we share your faxes with advertisers.",
        ["share! FaxContent > Advertiser"],
    ),
    "in no event": ("In no event will Example sell your faxes.", ["sell! FaxContent"]),
    "children too": (
        "We do not sell your faxes, nor do we sell data of users under 16.",
        ["sell! FaxContent"],
    ),
    "children alone": ("We do not sell data of users under 16.", []),
    "two in one": (
        "We collect your user name and password.",
        ["collect AccountIdentifier Credentials"],
    ),
    "looked at": ("We may look at what you have purchased.", ["collect OrderData"]),
    "times that": (
        "There are times that we share your faxes with carriers.",
        ["share FaxContent > CommunicationsProvider"],
    ),
    "able to see": (
        "Only those you call will have the ability to see your faxes.",
        ["share FaxContent > OtherUser"],
    ),
    "unable to see": ("We do not have the ability to read your faxes.", ["collect! FaxContent"]),
    "ability of users": ("We give you the ability to share your faxes with others.", []),
    "reminded here": ("We remind you that faxes are slow.", []),
    "written to": (
        "We may communicate with you by email about your account.",
        ["use EmailAddress | UserCommunication"],
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_apps(case: str, read: Callable[[str], list[str]]) -> None:
    text, statements = SAID[case]
    assert sorted(read(text)) == statements
