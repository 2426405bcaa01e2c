"""What people do not want or may decide about: what is done unless they say no."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_words, verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
# What the classes of verbs do to data.
ACTION_OF = {"obtain": "collect", "hold": "collect", "access": "collect", "use": "use", "give": "share",
              "disclose": "share", "publish": "share", "sell": "sell"}  # fmt: skip
_WANTING = frozenset(map(stem, "like want wish".split()))
_WISHING = _WANTING | {stem("prefer"), "rather"}
_TELLING = frozenset(map(stem, "ask instruct notify tell".split()))
# What is said to people (stems), and what they do who get it.
_REACHING = frozenset(
    map(stem, "approach call contact email hear mail message phone ring telephone text write".split())
)
_HEARING = frozenset([stem("hear")])
_REACHED = frozenset("me them you".split())
# One of these is in every sentence that lets people refuse.
_REFUSING = frozenset("not never rather".split())
_PROMOTING = frozenset("commercial marketing offers products promotion promotional promotions sales".split())
_OFFERED = frozenset("can contact may must need please should will".split())
_IMPERATIVES = frozenset(
    "call click email follow inform let mail notify opt phone send switch tell text turn uncheck untick write".split()
)
_LEARNING = frozenset("find information learn read".split())
_OVER = frozenset("about concerning over regarding".split())
_DECIDING = frozenset(
    "choice choices choose choosing control controlling decide deciding manage managing".split()
)
_BOUNDING = frozenset("adjust change choose control decide determine limit manage restrict select".split())
_SEEING = frozenset(map(stem, "access find see view".split()))
_BY_MEANS = frozenset("by from through using via".split())
_WHOM = frozenset("if whether who".split())
_AMENDING = frozenset(["adjust", "change"])  # the data themselves, where it is not "what" or "which" of them
_WHETHER_DATA = frozenset(["what", "which"])
_WHICH = _WHETHER_DATA | frozenset("that the these this".split())
_ABLE = frozenset("also always can may".split())
_CHOICES = frozenset(["choice", "choices"])
_OPTIONS = frozenset("choices controls options preferences settings tools ways".split())
_CLOSING = frozenset("( . ; : ?".split())
_ENDING = _CLOSING | {","}
_WHETHER = frozenset("how if what whether".split())
_BEING = frozenset("are be being is".split())
_UNDERGOING = frozenset(["be", "have"])
_RECEIVING = frozenset(map(stem, "get receive".split()))
_SENDING = frozenset(map(stem, "call contact email send show text".split()))


class Wishes(Arguments):
    """A sentence that may tell what people do not want to be done."""

    def unwanted_actions(self) -> list[Finding]:
        """ "If you never want us to give away your name, tell us": what is done unless people say no."""
        if _WANTING.isdisjoint(self.s.stems):
            return []
        end = len(self.s.words) - 1
        unwanted = (k for k in range(end) if self.s.stem(k) in _WANTING and self.is_denied(k))
        # "if you do not want to share": what users do
        suffered = (k for k in unwanted if self.s.word(k + 1) != "to" or self.s.word(k + 2) in _UNDERGOING)
        want = next((k for k in suffered if self.is_wish_of_users(k)), None)
        if want is None:
            return []
        comma = next((k for k in range(want, end) if self.s.word(k) == ","), end)
        then = self.s.span(comma + 1, comma + 14)
        offered = not _OFFERED.isdisjoint(then) or not _IMPERATIVES.isdisjoint(then[:2])
        if not offered or not (_W["negations"] | _LEARNING).isdisjoint(then):
            return []  # "please do not give it to us", "you can learn more" are no ways out
        classes = verb_classes()
        verbs = [
            k
            for k in range(want + 1, comma)
            if self.s.stem(k) in classes and self.s.word(k + 1) != "you" and self.is_suffered(k, want)
        ]
        actions = unique([a for k in verbs if (a := ACTION_OF.get(classes[self.s.stem(k)][0]))])
        data = self.data(want + 1, comma - 1)
        if not data or "Cookies" in data:
            return []
        purposes = self.purposes_or_idle(want, comma)
        who = self.concepts("recipient", want, comma) or self.earlier_parties
        return [self.refused(action, data, purposes, who, to_us=False) for action in actions]

    def is_wish_of_users(self, want: int) -> bool:
        """Whether users want something: "if you do not want", "if you choose not to hear from us or do not want"."""
        if not _W["user"].isdisjoint(self.s.span(want - 4, want)):
            return True
        return not {"and", "or"}.isdisjoint(self.s.span(want - 4, want)) and "you" in self.s.span(
            want - 16, want
        )

    def unwanted_contact(self) -> list[Finding]:
        """ "If you would rather we did not ring you about offers, tell us": the messages and calls that people can refuse."""
        if _REACHING.isdisjoint(self.s.stems) or _REFUSING.isdisjoint(self.s.said):
            return []
        end = len(self.s.words) - 1
        for at in range(3, end + 1):
            if self.s.stem(at) not in _REACHING or not (self.reaches_users(at) and self.is_unwanted(at)):
                continue
            hi = next((k for k in range(at, end) if self.s.word(k) in _ENDING), end)
            known = taxonomy()
            purposes = [c for c in self.concepts("purpose", at, hi) if "Marketing" in known.ancestors(c)]
            if not purposes and _PROMOTING.isdisjoint(self.s.span(at, hi)):
                return []
            data = self.channel(at, hi) or ["ContactData"]
            return [
                Finding(
                    "use",
                    0,
                    end,
                    "opt-out",
                    data=data,
                    purposes=purposes or ["Marketing"],
                    conditions=["OptOut"],
                )
            ]
        return []

    def reaches_users(self, verb: int) -> bool:
        """Whether a verb says that people are written to or called: "call you", "write to you", "hear from us"."""
        if self.s.stem(verb) in _HEARING or self.s.word(verb - 1) == "be":
            return True
        after = self.s.word(verb + 1 + (self.s.word(verb + 1) in ("or", "to", "with")))
        return after in _REACHED or self.s.word(verb + 1) == "or" and self.s.stem(verb + 2) in _REACHING

    def is_unwanted(self, verb: int) -> bool:
        """Whether people may say that they do not want what a verb says: "tell us not to call", "prefer that we do not call"."""
        first = next((k + 1 for k in range(verb, -1, -1) if self.s.word(k) in _ENDING), 0)
        first = max(first, verb - 11)
        if _W["negations"].isdisjoint(self.s.span(first, verb)):
            return False
        for k in range(first, verb):
            told = self.s.stem(k) in _TELLING and self.s.word(k - 1) not in ("we", "not")
            asked = told and (self.s.word(k + 1) == "us" or k + 1 in self.s.provider_at)
            if asked or self.s.stem(k) in _WISHING and not _W["user"].isdisjoint(self.s.span(k - 4, k)):
                return True
        return False

    def chosen_actions(self) -> list[Finding]:
        """ "You have choices about whether your name is used for ads": what is done unless people decide otherwise."""
        if "having" in self.s.said:
            for k, w in enumerate(self.s.plain):
                if (
                    w in _OVER
                    and self.s.word(k - 1) in _CHOICES
                    and self.s.span(k + 1, k + 2) == ["not", "having"]
                ):
                    return self.chosen_not(k + 3)
        choice = next((k for k, w in enumerate(self.s.plain) if w in _DECIDING and self.is_ones_own(k)), None)
        if choice is None:
            return []
        which = next((k for k in range(choice + 1, choice + 6) if self.s.word(k) in _WHETHER), None)
        if which is None and self.s.word(choice + 1) in _OVER:
            return self.chosen_nouns(choice + 2)
        if which is None or not _W["negations"].isdisjoint(self.s.span(choice - 4, which)):
            return []
        end = next((k for k in range(which, len(self.s.words)) if self.s.word(k) in _CLOSING), which)
        participles, classes = action_words("participles"), verb_classes()
        verbs = {
            k: action
            for k in range(which + 1, end + 1)
            if (action := participles.get(self.s.word(k), ""))
            and not _BEING.isdisjoint(self.s.span(k - 3, k - 1))
            or self.s.word(k - 1) in ("we", "may")
            and self.s.word(k + 1) not in _W["user"]
            and (action := ACTION_OF.get(classes.get(self.s.stem(k), ("",))[0], ""))
        }
        if not verbs:
            return []
        passive = not _BEING.isdisjoint(self.s.span(min(verbs) - 3, min(verbs) - 1))
        data = (
            self.data(which + 1, min(verbs))
            if passive
            else self.data(max(verbs), self.break_at(max(verbs), end) - 1)
        )
        purposes = self.purposes_or_idle(max(verbs) + 1, end)
        if not purposes and self.s.span(end - 2, end - 1) == ["these", "purposes"]:
            purposes = self.earlier_purposes
        who = self.concepts("recipient", max(verbs) + 1, end)
        return [
            self.refused(action, data, purposes, who, to_us=False)
            for action in unique(list(verbs.values()))
            if data and (data != [GENERIC] or (purposes if action == "use" else who))
        ]

    def chosen_data(self) -> list[Finding]:
        """ "You can limit the information that our app collects", "you may change what we share": what is done with it as long as people let it."""
        plain = self.s.plain
        choice = next(
            (
                k
                for k, w in enumerate(plain)
                if w in _BOUNDING
                and self.s.word(k + 1) in (_WHICH if w not in _AMENDING else _WHETHER_DATA)
                and self.s.word(k - 1) in _ABLE
                and self.is_ones_own(k)
            ),
            None,
        )
        if choice is None or "how" in self.s.span(choice - 5, choice):
            return []
        for p in self.predicates:
            action = ACTION_OF.get(p.classes[0], "")
            if not action or not choice + 1 < p.at < choice + 14 or p.subjects != {"provider"} or p.negated:
                continue
            if p.classes[0] == "hold" and plain[choice] == "manage":
                continue  # "you can manage the information that we hold"
            data = self.data(choice + 1, p.last)
            if action == "share" and self.s.word(p.last + 1 + (self.s.word(p.last + 1) == "to")) == "us":
                action = "collect"
            end = self.break_at(p.last + 1, len(plain) - 1) - 1
            purposes = self.purposes(p.last, len(plain) - 1) if action == "use" else []
            who = self.recipients(p.last + 1, end) if action == "share" else []
            if data and (purposes or who or action in ("collect", "sell")):
                return [self.refused(action, data, purposes, who, to_us=False)]
        return []

    def chosen_audience(self) -> list[Finding]:
        """ "You can control who sees your status", "whether other users see it": it is shown to them unless people decide otherwise."""
        if _SEEING.isdisjoint(self.s.stems):
            return []
        plain = self.s.plain
        for choice, w in enumerate(plain):
            if (
                w not in _BOUNDING | _DECIDING
                or not self.is_ones_own(choice)
                or "how" in plain[max(0, choice - 4) : choice]
            ):
                continue
            which = next((k for k in range(choice + 1, choice + 4) if self.s.word(k) in _WHOM), 0)
            sees = next((k for k in range(which + 1, which + 7) if self.s.stem(k) in _SEEING), 0)
            if not which or not sees:
                continue
            who = ["OtherUser"] if plain[which] == "who" else self.concepts("recipient", which, sees)
            end = self.break_at(sees + 1, len(plain) - 1)
            end = next((k for k in range(sees + 1, end) if self.s.word(k) in _BY_MEANS), end)
            data = self.data(sees + 1, end - 1)
            return [self.refused("share", data, [], who, to_us=False)] if data and who else []
        return []

    def chosen_messages(self) -> int:
        """Where it begins what people decide to get or not: "you can choose whether to receive offers", "you have choices about the ads you get"; else 0."""
        for at, word in enumerate(self.s.plain):
            if word not in _DECIDING or at and not self.is_ones_own(at):
                continue
            over = self.s.word(at + 1) in _OVER
            if not over and "whether" not in self.s.span(at + 1, at + 2):
                continue
            if not _W["negations"].isdisjoint(self.s.span(at - 4, at)):
                return 0
            for k in range(at + 2, at + 10):
                if self.s.word(k) in _CLOSING:
                    break
                got = self.s.stem(k) in _RECEIVING and (over or self.s.word(k - 1) in ("to", "you"))
                sent = (
                    self.s.stem(k) in _SENDING and self.s.word(k - 1) == "we" and self.s.word(k + 1) == "you"
                )
                if got or sent:
                    return at + 2
        return 0

    def chosen_nouns(self, lo: int) -> list[Finding]:
        """ "You have choices regarding the collection of your clicks by others": what a noun names is done unless people say no."""
        nouns = action_words("nouns")
        at = next((k for k in range(lo, lo + 4) if self.s.word(k) in nouns), None)
        if at is None or self.s.word(at + 1) not in ("of", "and"):
            return []
        end = next((k for k in range(at, len(self.s.words)) if self.s.word(k) in _CLOSING), at)
        action, by = nouns[self.s.word(at)], next((k for k in range(at, end) if self.s.word(k) == "by"), end)
        who = self.recipients(by, end, by=True) if by < end else self.recipients(at, end)
        said = self.data(at + 1, self.break_at(at + 1, end) - 1)
        data = [d for d in said if d != GENERIC] or [GENERIC]
        purposes = self.purposes_or_idle(at, end)
        if action == "use" and not purposes or action == "share" and not who:
            return []
        action = "share" if who and by < end else action
        return [self.refused(action, data, purposes, who, to_us=False)]

    def chosen_not(self, lo: int) -> list[Finding]:
        """ "Your choices about not having this data used by these firms": what is done with them unless people say no."""
        end = next((k - 1 for k in range(lo, len(self.s.words)) if self.s.word(k) in _ENDING), lo)
        participles = action_words("participles")
        verb = next((k for k in range(lo + 1, end + 1) if self.s.word(k) in participles), 0)
        pointed = self.of("data", lo, verb) and self.s.word(lo) in _W["pointers"]
        data = (pointed and self.latest or self.data(lo, verb - 1)) if verb else []
        who = self.recipients(verb + 1, end, by=True)
        action = "share" if who else participles[self.s.word(verb)] if verb else ""
        purposes = self.purposes_or_idle(verb, end)
        if not data or action != "share" and not purposes:
            return []
        return [self.refused(action, data, purposes, who, to_us=False)]

    def is_ones_own(self, at: int) -> bool:
        """Whether a choice is the user's: "you have a choice", "you can edit your profile, choose who", "you will be given options for choosing"."""
        doing = self.s.word(at).endswith("ing")
        if doing and (self.s.word(at - 1) not in ("for", "of") or self.s.word(at - 2) not in _OPTIONS):
            return False
        if (
            self.s.word(at - 1) in (",", "and", "or")
            and self.s.word(0) in _W["user"]
            and self.s.word(1) in _ABLE
        ):
            return True
        return not _W["user"].isdisjoint(self.s.span(at - 5 - doing, at - 1))

    def is_denied(self, at: int) -> bool:
        """Whether a verb stands right after a negation."""
        return not _W["negations"].isdisjoint(self.s.span(at - 2, at - 1))

    def is_suffered(self, at: int, want: int) -> bool:
        """Whether a word after "do not want" is what is done: "us to share", "your name shared", "to be shared or sold"."""
        before = self.s.word(at - 1)
        return (
            before in ("to", "be") or self.s.word(at).endswith("ed") or self.s.word(at) in _W["participles"]
            or before in ("or", "and") and "to" in self.s.span(want + 2, at)
        )  # fmt: skip

    def refused(
        self, action: str, data: list[str], purposes: list[str], who: list[str], *, to_us: bool
    ) -> Finding:
        """What is done unless it is refused."""
        if action == "collect" and purposes:
            action = "use"  # access that is for something
        elif action == "share" and not who and to_us:
            action = "collect"
        return self.of_noun(action, len(self.s.words) - 1, "opt-out", data, who, purposes, "OptOut")
