"""Whose figure it is: the scope a sentence speaks of beside the one asked about."""

import pytest

from index.terms import Tokenizer
from qa.question import understand
from qa.refusal.scope import other_scope

ASKED = "种植油菜多少亩？"
WHOLE_COUNTY = "全县种植油菜5万亩。"


@pytest.mark.parametrize(
    ("question", "sentence", "near", "told"),
    [
        # a figure of the county is not one of a town or a village of it
        (f"南关镇{ASKED}", WHOLE_COUNTY, "", "全县"),
        (f"河湾村{ASKED}", "全乡种植油菜5万亩。", "", "全乡"),
        # unless the sentence, or what stands around it, names the place
        (f"南关镇{ASKED}", WHOLE_COUNTY, "南关镇喜获丰收。", None),
        (f"南关镇{ASKED}", WHOLE_COUNTY, "南关喜获丰收。", "全县"),
        (f"南关镇{ASKED}", "南关镇种植油菜5万亩，全县居首。", "", None),
        (f"南关镇{ASKED}", "全镇种植油菜5万亩。", "", None),
        (f"南关镇{ASKED}", "全乡种植油菜5万亩。", "", None),  # towns and townships are of one level
        (f"南关镇{ASKED}", "种植油菜5万亩。", "", None),
        # nor is it one of the province or the country
        (f"全省{ASKED}", WHOLE_COUNTY, "", "全县"),
        (f"全国{ASKED}", "全市种植油菜5万亩。", "", "全市"),
        (f"河北省{ASKED}", "全市种植油菜5万亩。", "", "全市"),
        (f"全省{ASKED}", "全县种植油菜5万亩，在全省排第一位。", "", "全县"),
        (f"河北{ASKED}", WHOLE_COUNTY, "", "全县"),
        (f"全河北省{ASKED}", WHOLE_COUNTY, "", "全县"),
        (f"全省{ASKED}", "全省种植油菜5万亩。", "", None),
        (f"全省{ASKED}", "种植油菜5万亩。", "", None),
        # counties and cities are often 全市 and 全县 in their own papers
        (f"衡水市{ASKED}", WHOLE_COUNTY, "", None),
        (f"故城县{ASKED}", "全市种植油菜5万亩。", "", None),
        # no place asked about, no figure asked for, a rank within the whole
        (ASKED, WHOLE_COUNTY, "", None),
        ("南关镇的油菜是谁种的？", WHOLE_COUNTY, "", None),
        ("南关镇油菜产量排第几？", "全县第3。", "", None),
        ("油菜产量在全省排第几？", WHOLE_COUNTY, "", None),
        ("全省唯一的油菜园区有多少亩？", WHOLE_COUNTY, "", None),
        ("油菜面积在全省占多少？", WHOLE_COUNTY, "", None),
    ],
)
def test_scope(question: str, sentence: str, near: str, told: str | None, tokenizer: Tokenizer) -> None:
    assert other_scope(understand(question, tokenizer), tokenizer.fold(sentence), near) == told
