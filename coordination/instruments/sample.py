"""A made-up list of coping skills for the sample agency, in our own plain words."""

from coordination.instruments.actions import load_text, switch_on
from coordination.instruments.texts import Answer, Item, Text
from coordination.registry import sample

SKILLS = [
    "I took a slow walk to settle down.",
    "I put my phone away for a while.",
    "I called or texted somebody I trust.",
    "I ate something when I noticed I was running low.",
    "I wrote a few lines about the day.",
    "I left a place where I did not feel well.",
    "I counted my breaths until I felt steadier.",
    "I put on music that helps.",
    "I said no to one thing that was too much.",
    "I made a small plan for a hard hour.",
    "I kept a time to go to bed.",
    "I did one task and let the rest wait.",
    "I looked at something green, or at the sky.",
    "I used warm water, a blanket or tea to feel better.",
    "I thought of one thing I did well.",
    "I asked a question when I did not understand.",
    "I made or fixed something with my hands.",
]
HOW_OFTEN = ["Not at all", "Once", "A few times", "Every few days", "Most days", "Every day"]

COPING = Text(
    key_name="coping-17",
    key_version="1",
    version="sample 1",
    language="en",
    title="Ways to cope (sample words)",
    instructions="How often did you use each of these?",
    period="the past two weeks",
    items=tuple(Item(number, words) for number, words in enumerate(SKILLS, start=1)),
    answers=tuple(Answer(value, label) for value, label in enumerate(HOW_OFTEN)),
    credit="Sample words, written for Daybook. Not a validated measure.",
    licence="Invented for the sample agency, which may use them as it likes.",
)


@sample.part(order=12)
def coping_list(agency):
    """One questionnaire that is switched on; no text of a real instrument ships."""
    by = agency.person("admin@example.org")
    with agency.at(300):
        switch_on(text=load_text(text=COPING, by=by), by=by)
