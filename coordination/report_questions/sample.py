"""The sample agency: what some people answered for reports, and what they would rather not say."""

from coordination.registry import sample
from coordination.report_questions.actions import set_report_answers
from coordination.report_questions.lists import LISTS, RATHER_NOT

EVERY = 3  # one in three was asked at all


@sample.part(order=85)
def report_answers(agency):
    """Answers, refusals, and questions left open, in chance's own mix."""
    manager = agency.person("manager@example.org")
    for number, person in enumerate(agency.survivors[::EVERY]):
        with agency.at(5 + number):
            answers = [(asked, _said(asked, agency.chance)) for asked in LISTS]
            set_report_answers(survivor=person, answers=answers, by=manager)


def _said(asked, chance):
    answered = chance.random()
    if answered < 0.2:
        return []
    if answered < 0.4:
        return [RATHER_NOT]
    codes = [code for code, _label in asked.choices]
    return chance.sample(codes, 2 if asked.several and answered > 0.8 else 1)
