"""Pages whose authors did not see the program, and that nothing was written for or trained on: what a new user gets."""

from conftest import ROOT

from qa.assistant import Assistant
from qa.evaluation.gold import Gold
from qa.evaluation.measures import MEASURES, Judged
from qa.evaluation.parts import collections
from qa.evaluation.systems import Youju

UNSEEN = ROOT / "tests" / "unseen"
TAUGHT = ROOT / "tests" / "taught"
# what was measured, less what a handful of questions moves
FLOORS = {"quote@1": 0.85, "quote@3": 0.93, "answer_em": 0.48, "value_em": 0.70}
CEILINGS = {"false_answer_rate": 0.40}


def measured() -> dict[str, float]:
    sums = {name: [0.0, 0.0] for name in (*FLOORS, *CEILINGS)}
    for collection, items in collections(UNSEEN):
        gold = Gold(collection)
        system = Youju(Assistant(collection), gold)
        for item in items:
            judged = Judged(item, gold.sentences(item))
            reply = system.ask(item.question).reply
            for name, sum_ in sums.items():
                above, below = MEASURES[name].of(judged, reply) or (0.0, 0.0)
                sum_[0] += above
                sum_[1] += below
    return {name: above / below for name, (above, below) in sums.items()}


def test_floors_on_pages_nobody_wrote_for() -> None:
    values = measured()
    assert {name: value for name, value in values.items() if value < FLOORS.get(name, 0.0)} == {}
    assert {name: value for name, value in values.items() if value > CEILINGS.get(name, 1.0)} == {}


def test_no_page_is_both_taught_and_unseen() -> None:
    taught, unseen = ({path.name for path in folder.iterdir()} for folder in (TAUGHT, UNSEEN))
    assert taught
    assert unseen
    assert not taught & unseen


def test_every_gold_sentence_of_the_pages_is_a_sentence() -> None:
    for folder in (TAUGHT, UNSEEN):
        for collection, items in collections(folder):
            known = {collection.text(entry) for entry in collection.entries}
            missing = [(item.id, sentence) for item in items for sentence in item.sentences if sentence not in known]
            assert missing == []
