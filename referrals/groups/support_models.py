"""
The peer support models in our own words, from the literature review (domain.md 9.1, 9.2, 9.4).

Each attribute has a code word to search by, a sentence to read, and the lines of the review it
rests on. What the review does not say is `unknown` and is shown as not known, never as "no".
Where it says two things both stand (K1, K3). Nothing here ranks one model over another (GRP-3)
or claims that one works (K11). Figures date from 2017 to 2020.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

FIGURES_FROM = "2017–2020"
UNKNOWN = "unknown"

ATTRIBUTES = {
    "need": _("What it is for"),
    "philosophy": _("Spiritual or secular"),
    "approach": _("How it works"),
    "open_to": _("Who can come"),
    "goal": _("Goal"),
    "structure": _("Set program or open talk"),
    "led_by": _("Who leads"),
    "labels": _("Do people use a label for themselves?"),
    "medication": _("Prescribed medicine"),
    "sponsor": _("Is there a sponsor?"),
    "speaking": _("Speaking and feedback"),
    "session": _("How long, how often"),
    "mode": _("In person or online"),
    "reach": _("How easy to find"),
    "cost": _("Cost"),
    "past_harm": _("Made with past harm in mind?"),
    "tools": _("What is used"),
    "may_lead": _("Before someone leads one"),
}


@dataclass(frozen=True)
class Said:
    """One attribute of a model: a code word, a sentence, and lines of the review."""

    code: str
    text: str
    lines: str


NOT_SAID = Said(UNKNOWN, _("Not known."), "")


@dataclass(frozen=True)
class Model:
    slug: str
    name: str
    about: str
    said: dict = field(default_factory=dict)

    @property
    def msgid(self):
        """The name as translators know it."""
        with override(None):
            return str(self.name)

    def codes(self):
        """Attribute to code word, `unknown` among them; what searches ask."""
        return {key: self.said.get(key, NOT_SAID).code for key in ATTRIBUTES}

    def rows(self):
        """(label, Said) for every attribute, in the order of the comparison."""
        return [(label, self.said.get(key, NOT_SAID)) for key, label in ATTRIBUTES.items()]


_FOR_USE = Said("substance_use_only", _("It is made for substance use."), "1482")
_TABLE = "257-431"  # the review's comparison table
_HARM = "811-854"

MODELS = (
    Model(
        "twelve-step",
        _("12-step group"),
        _("People meet to follow twelve steps together. Each fellowship has its own focus."),
        {
            "need": Said(
                "substance_use",
                _("Mostly substance use or another habit; a few look at mental health too."),
                _TABLE,
            ),
            "philosophy": Said(
                "spiritual", _("Spiritual. The steps speak of a higher power."), "446"
            ),
            "approach": Said("known", _("Twelve steps, service to others, and unity."), "446"),
            "open_to": Said("anyone", _("Anyone who is interested."), "437"),
            "goal": Said("stop", _("To stop fully."), "527"),
            "structure": Said("open", _("Open talk without a set program."), _TABLE),
            "led_by": Said("peer", _("A peer."), _TABLE),
            "labels": Said("uses", _("Yes, labels are common."), _TABLE),
            "medication": Said(
                "hard",
                _("Can be hard: some groups expect no medicine, and some speak against it."),
                "526, 535",
            ),
            "sponsor": Said(
                "yes", _("Yes. A member with more time walks beside a newer one."), _TABLE
            ),
            "speaking": Said(
                "mixed",
                _("A few people may speak most of the time. Feedback can feel harsh to some."),
                "524, 537",
            ),
            "session": Said("known", _("60 to 90 minutes."), "456"),
            "mode": Said("both", _("In person and online."), _TABLE),
            "reach": Said(
                "common", _("Very common: Alcoholics Anonymous counts 120,000 groups."), "440-444"
            ),
            "cost": Said("free", _("Free."), "438"),
            "past_harm": Said("no", _("It does not appear to be."), "1466"),
            "tools": Said("known", _("The twelve steps and a sponsor."), "446"),
            "may_lead": Said("none", _("Nobody here appoints leaders; the group does."), "285"),
        },
    ),
    Model(
        "dual-twelve-step",
        _("12-step group for two conditions"),
        _("Twelve steps for people who live with substance use and a mental health condition."),
        {
            "need": Said(
                "both_conditions", _("Substance use and a mental health condition."), "537"
            ),
            "philosophy": Said("spiritual", _("Follows the twelve steps, adapted."), "537-539"),
            "approach": Said(
                "known", _("The twelve steps, adapted for two conditions."), "537-539"
            ),
            "medication": Said("supportive", _("Talked about without shame."), "539"),
            "reach": Said("rare", _("Rare."), "541"),
        },
    ),
    Model(
        "smart",
        _("SMART Recovery"),
        _("Practical sessions about choices, urges and habits."),
        {
            "need": Said(
                "substance_use",
                _("Alcohol, drugs, gambling, sex, eating, spending or self-injury."),
                "560",
            ),
            "philosophy": Said("secular", _("Secular."), "575"),
            "approach": Said(
                "known",
                _("Four points in any order, with exercises from cognitive behavioral work."),
                "575",
            ),
            "open_to": Said("anyone", _("Open, except in private facilities."), "565"),
            "goal": Said(
                "ask",
                _("The review says two things: to stop, and to use less. Ask the local group."),
                "310, 1033",
            ),
            "structure": Said("structured", _("Sessions with a set program."), _TABLE),
            "led_by": Said(
                "either",
                _("A peer or a professional, after two days of training."),
                "327, 576-577",
            ),
            "labels": Said("discourages", _("No, labels are discouraged."), _TABLE),
            "sponsor": Said("no", _("No."), "584"),
            "speaking": Said("known", _("People think aloud together and do exercises."), "582"),
            "session": Said("known", _("A chat room is open day and night."), "586"),
            "mode": Said("both", _("In person and online."), _TABLE),
            "reach": Said(
                "known", _("1,445 groups in the US and 25 a week online (2017)."), _TABLE
            ),
            "cost": Said("mostly_free", _("Mostly free."), _TABLE),
            "past_harm": _FOR_USE,
            "tools": Said(
                "known", _("A manual. People liked weighing pros and cons, and goals."), "596"
            ),
            "may_lead": Said("check", _("Two days of training come first."), "327, 577"),
        },
    ),
    Model(
        "wfs",
        _("Women for Sobriety (New Life)"),
        _("Women meet around thirteen statements about a new life."),
        {
            "need": Said("substance_use", _("Substance use."), _TABLE),
            "philosophy": Said("secular", _("Secular."), "627"),
            "approach": Said(
                "known", _("Thirteen statements and six levels, in any order."), "627"
            ),
            "open_to": Said("women", _("Women."), "651"),
            "goal": Said("stop", _("To stop."), _TABLE),
            "structure": Said(
                UNKNOWN,
                _("Not known. The review says open talk in one place, set sessions in another."),
                "356, 1532-1534",
            ),
            "led_by": Said("peer", _("A certified moderator: a peer, not a professional."), "637"),
            "labels": Said("own", _("“I am a competent woman.”"), "641"),
            "sponsor": Said("no", _("No. There is a list of women one can call."), "644"),
            "speaking": Said("free", _("No pressure to speak."), "642"),
            "session": Said("known", _("Weekly."), "637"),
            "mode": Said("both", _("Groups, online and by phone."), "635"),
            "reach": Said("known", _("62 groups in the US (2018)."), _TABLE),
            "past_harm": _FOR_USE,
            "tools": Said("known", _("A booklet and road maps."), "633"),
            "may_lead": Said(
                "check",
                _("A woman and a peer, a year or more without using, approved by the program."),
                "637-640",
            ),
        },
    ),
    Model(
        "lifering",
        _("LifeRing Secular Recovery"),
        _("People talk about their week and support the part of each that wants to be well."),
        {
            "need": Said("substance_use", _("Substance use."), _TABLE),
            "philosophy": Said("secular", _("Secular."), "664"),
            "approach": Said("known", _("Own responsibility and own plan."), "664"),
            "goal": Said(
                "ask",
                _("The review says two things: to stop, and to use less. Ask the local group."),
                "380, 703, 1033",
            ),
            "structure": Said(
                "open", _("Open talk, with a workbook for those who want it."), _TABLE
            ),
            "led_by": Said("peer", _("A peer, by turns, after six months."), "723-724"),
            "labels": Said("optional", _("As each person likes."), "666"),
            "medication": Said("supportive", _("Supportive."), "669"),
            "speaking": Said(
                "invited", _("Each is invited; feedback is welcome, war stories are not."), "726"
            ),
            "session": Said("known", _("A short opening text, then “How was your week?”"), "726"),
            "mode": Said("both", _("In person and online."), _TABLE),
            "reach": Said("known", _("163 groups in the US and 35 elsewhere (2018)."), _TABLE),
            "past_harm": _FOR_USE,
            "tools": Said("known", _("A workbook with nine areas of life."), "671"),
            "may_lead": Said("check", _("Six months without using, and knows the texts."), "724"),
        },
    ),
    Model(
        "seeking-safety",
        _("Seeking Safety"),
        _("Sessions on staying safe now, for substance use and for what came before it."),
        {
            "need": Said("both", _("Substance use and trauma; one of them is enough."), "762-765"),
            "philosophy": Said("secular", _("Secular."), "769"),
            "approach": Said("known", _("Skills for the present. Safety comes first."), "769"),
            "goal": Said("less_or_stop", _("To stop, or to use less."), "791"),
            "structure": Said(
                "structured", _("25 sessions in any order, in a group or alone."), _TABLE
            ),
            "led_by": Said("either", _("A professional, or a trained peer."), "780-787"),
            "speaking": Said("brief", _("What happened stays at one or two sentences."), "788"),
            "cost": Said("low", _("Low."), "779"),
            "past_harm": Said("yes", _("Yes, it looks at both."), "1482"),
            "tools": Said("known", _("A guide and handouts on ten areas."), "774"),
            "may_lead": Said(
                "check",
                _("A peer: steady, with three hours of training. A professional: none needed."),
                "780-787",
            ),
        },
    ),
    Model(
        "peer-led",
        _("Group for people harmed by crime, led by peers"),
        _("People who have been through crime meet and support each other."),
        {
            "need": Said("harm", _("Having been through a crime."), _HARM),
            "approach": Said(
                "known", _("Talk about what happened, coping, safety and where to get help."), _HARM
            ),
            "structure": Said("open", _("Informal; some groups set a plan for the day."), _HARM),
            "led_by": Said("peer", _("Peers, trained or not, by turns."), _HARM),
            "speaking": Said("known", _("Power is shared; nobody stands above."), _HARM),
            "may_lead": Said("check", _("Training and screening are advised."), "844-848"),
        },
    ),
    Model(
        "co-led",
        _("Group for people harmed by crime, led together"),
        _("A peer leads, and a professional is there to help."),
        {
            "need": Said("harm", _("Having been through a crime."), _HARM),
            "led_by": Said(
                "together", _("A peer leads. A professional steps in if it gets hard."), "837"
            ),
        },
    ),
    Model(
        "professional-led",
        _("Group for people harmed by crime, led by a professional"),
        _("A trained professional leads the sessions."),
        {
            "need": Said("harm", _("Having been through a crime."), _HARM),
            "approach": Said("known", _("Talk, information and skills."), _HARM),
            "structure": Said("structured", _("Set sessions."), _HARM),
            # GRP-1: a trained professional is not "peer-led", even with lived experience.
            "led_by": Said(
                "professional",
                _("A trained professional, with lived experience or not."),
                "212-216",
            ),
            "speaking": Said(
                "known", _("Power is not equal, which can get in the way of healing."), "832"
            ),
        },
    ),
)
BY_SLUG = {model.slug: model for model in MODELS}
