"""The day, month and year a sentence is of: small collections of ready articles, each with one question."""

import json
from typing import Any

import pytest
from conftest import ROOT, read_jsonl

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.times.days import read_times
from qa.times.years import years_by_date, years_of, years_told

CASES = read_jsonl(ROOT / "tests" / "faults" / "dates.jsonl")
# what no time decides: names that are alike in part, whose figure a clause without a subject gives
_NOT_YET = ("title-11", "title-15", "title-17", "title-18", "day-27", "day-29")


def _case(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True)] if case["id"] in _NOT_YET else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [*map(_case, CASES)])
def test_a_figure_is_of_the_time_asked_about(case: dict[str, Any], tokenizer: Tokenizer) -> None:
    sources = [source for name, text in case["files"].items() for source in make_sources(text.encode(), path=name)]
    answer = Assistant(Collection.of(sources, tokenizer)).answer(case["question"])
    assert answer.status == case["status"]
    assert answer.answer in (case.get("answer"), *case.get("alt_answers", ()))


@pytest.mark.parametrize(
    ("text", "printed", "told"),
    [
        ("港口将于11月17日开港", "2019-08-13", ["2019 11-17 11-17"]),
        ("港口于11月17日开港", "2019-08-13", ["2018 11-17 11-17"]),
        ("港口原定于11月开港", "2019-08-13", ["2018 11-01 11-31"]),
        ("从11月起调价", "2019-08-13", ["2019 11-01 11-31"]),
        ("从11月起,已供热120天", "2019-03-13", ["2018 11-01 11-31"]),
        ("预计1月通车", "2019-12-13", ["2020 01-01 01-31"]),
        ("明年1月通车", "2019-12-13", ["2020 01-01 01-31"]),
        ("11月3日,民警将失物归还", "2020-01-12", ["2019 11-03 11-03"]),
        ("2月18日,展会将在会展中心举办", "2020-01-08", ["2020 02-18 02-18"]),
        ("昨日,前天和上周六", "2023-04-18", ["2023 04-17 04-17", "2023 04-16 04-16", "2023 04-15 04-15"]),
        ("本报讯(2月25日)", "2020-02-26", ["2020 02-25 02-25"]),
        ("19日转移群众", "2016-07-05", ["2016 06-19 06-19"]),
        ("上月成交2874套,下月8日开盘", "2021-01-05", ["2020 12-01 12-31", "2021 02-08 02-08"]),
        ("一季度", "2024-04-22", ["2024 01-01 03-31"]),
        ("下半年", "2024-08-22", [" 07-01 12-31"]),
        ("比5月增加", "2024-06-22", []),
        ("昨日", "2024-06", []),
        ("昨日", "0001-01-01", []),
    ],
)
def test_the_days_a_text_tells(text: str, printed: str, told: list[str]) -> None:
    assert [f"{time.year} {time.first} {time.last}" for time in read_times(text, printed)] == told


@pytest.mark.parametrize(
    ("text", "years", "told"),
    [
        ("列1998年有资料统计以来第一位", "", ""),
        ("较疫情前的2019年增长38.2%", "", ""),
        ("2020年达3.6亿件,是2015年的5倍", "2020", "2020"),
        ("比2021年的51.8万吨增加2.4万吨", "", "2021"),
        ("恢复到2019年同期的95%", "", ""),
        ("2018年以来,全县累计化解467件", "2018", "2018"),
        ("2018年和2019年", "2018 2019", "2018 2019"),
        ("占比2019年为30%", "2019", "2019"),
    ],
)
def test_a_year_of_comparison_is_not_the_sentences(text: str, years: str, told: str) -> None:
    assert (" ".join(sorted(years_of(text))), " ".join(sorted(years_told(text)))) == (years, told)


def test_a_day_tells_the_year() -> None:
    assert years_by_date("昨日,全市出院7人", "2020-01-01") == {"2019"}
    assert years_by_date("全市出院7人", "2020-01-01") == set()


def test_every_case_is_a_line_of_its_own() -> None:
    assert len({json.dumps(case, sort_keys=True) for case in CASES}) == len(CASES)
