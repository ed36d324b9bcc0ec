"""Every row of the table of demands, by its own example; and demands that no table can hold."""

import re

import pytest

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.question import understand
from qa.ranking import Scored
from qa.refusal.case import Case
from qa.refusal.demands import unmet
from qa.tables import read_table

ROWS = read_table("demands.tsv")
# by the question of its example, a sentence that meets each row
MET = {
    "上一届焊工大赛有多少人参加": "上届焊工大赛有30人参加。",
    "下一届挑战赛什么时候办": "下一届挑战赛将于明年5月举办。",
    "办这个要准备哪些材料": "请携带身份证和户口本。",
    "香菜多少钱一斤": "香菜每斤卖到3元。",
    "供暖热线的电话是多少": "供暖热线5188999，24小时受理。",
    "她是哪家报社的记者": "晚报记者卢某",
    "大桥总投资多少亿元": "大桥投入3.2亿元。",
    "大桥造价多少": "大桥造价3.2亿元。",
    "第一名奖金多少钱": "获一等奖者得奖金6000元。",
    "安全员月薪多少": "夜班安全员待遇4200元。",
    "高速全长多少公里": "高速公路共52公里。",
    "集中供热面积有多少": "集中供热1200万平方米。",
    "香菜亩产多少斤": "香菜每亩收3000斤。",
    "年末全市户籍人口多少": "年末户籍人口238.2万人。",
    "常住人口有多少": "年末常住人口238.2万人。",
    "水果产量有多少": "瓜果总产量17.02万吨。",
    "第一回合比分是多少": "主队首回合2:1取胜。",
    "二等奖奖金多少": "二等奖得3000元。",
    "三等奖有几个": "另有三等奖5个。",
    "二期投资多少": "二期投资1.36亿元。",
    "三期投资多少": "三期投资1.36亿元。",
    "末班车几点": "末班车延长到22点。",
    "首班车几点": "首班车5点40分发出。",
    "一年亏损多少": "每年损失6万元。",
    "公司有多少名员工": "公司职工630名。",
    "大赛具体是几月几号办的": "大赛于6月3日举行。",
    "为什么取消了优惠": "因到期，优惠停止。",
    "大桥为什么延期": "受暴雨影响，大桥推迟通车。",
    "为什么停运了": "因检修，公交停运。",
    "为什么退出合作社": "他因病离开合作社。",
    "为什么处罚他": "他因违规被罚。",
    "票价为什么涨了": "因成本上升，票价提高到2元。",
    "为什么下调补贴": "因财力所限，补贴减到50元。",
    "图书馆为什么不让续借了": "因预约读者多，不得续借。",
    "为什么拆除老桥": "老桥已成危桥，今年拆掉。",
    "为什么封闭高速": "因大雾，高速公路关闭。",
    "专列是哪家旅行社承办的": "专列由春风旅行社承办。",
    "分选线是从哪个国家引进的": "公司从德国引进智能分选线。",
    "调查队11个人的名单": "调查队有赵刚、钱勇等11人。",
    "电梯用的是哪个牌子": "加装“通达”电梯一部。",
}
CODES = {"time_not_covered", "entity_not_covered", "kind_missing", "not_stated"}


def case(question: str, sentence: str, tokenizer: Tokenizer) -> Case:
    collection = Collection.of(make_sources(f"# 新闻\n\n{sentence}\n".encode(), path="page.md"), tokenizer)
    entry = next(entry for entry in collection.entries if collection.text(entry) == sentence)
    return Case(understand(question, tokenizer), collection, [Scored(entry, sentence, 1.0, {})])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[3]).split(" => ")[0])
def test_the_example_is_refused(row: tuple[str, ...], tokenizer: Tokenizer) -> None:
    asked, needed, code, example = row
    question, sentence = example.split(" => ")
    given = case(question, sentence, tokenizer)
    assert re.search(asked, given.question.folded), "the question does not demand it"
    assert not re.search(needed, given.near), "the sentence meets the demand"
    reason = unmet(given)
    assert code in CODES
    assert reason is not None
    assert reason.code == code
    match = re.search("“(.+)”", reason.message)
    assert match is not None
    assert match[1] in given.question.folded


def test_every_row_has_a_sentence_that_meets_it() -> None:
    assert list(MET) == [row[3].split(" => ")[0] for row in ROWS]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        *MET.items(),
        ("第二批有多少人？", "第二批共有30人。"),
        ("第2批有多少人？", "第二批共有30人，第一批20人。"),
        ("第二十届大会在哪开？", "第20届大会在京召开。"),
        ("首届大会在哪开？", "第一届大会在京召开。"),
        ("第二批有多少人？", "共有30人。"),  # nothing by another number stands there
        ("第二批有多少人？", "第一期共有30人。"),
        ("7个试点县分别是哪些？", "7个试点县是甲山县、乙水县和丙江县。"),
        ("7个试点县分别是哪些？", "试点县在北部。"),  # no count stands there either
        ("试点县分别是哪些？", "全省有7个试点县。"),  # no count is asked about
        ("打热线多长时间有人管？", "热线确保诉求1小时响应。"),  # 线 of 热线 has no length
        ("修这条路多长时间？", "道路修了184天。"),
    ],
)
def test_what_is_met_is_not_refused(question: str, sentence: str, tokenizer: Tokenizer) -> None:
    assert unmet(case(question, sentence, tokenizer)) is None


@pytest.mark.parametrize(
    ("question", "sentence", "code"),
    [
        ("第二批有多少人？", "第一批共有30人。", "entity_not_covered"),
        ("第十二届大赛有多少人？", "第2届大赛有30人参加。", "entity_not_covered"),
        ("首届大赛有多少人？", "第三届大赛有30人参加。", "entity_not_covered"),
        ("第二十届大赛有多少人？", "第12届大赛有30人参加。", "entity_not_covered"),
        ("第十届大赛有多少人？", "第一届大赛有30人参加。", "entity_not_covered"),
        ("两家企业叫什么？", "两地引进2家企业。", "kind_missing"),
        ("7个试点县分别是哪些？", "全省有7个试点县。", "kind_missing"),
    ],
)
def test_another_one_and_a_mere_count_are_refused(
    question: str, sentence: str, code: str, tokenizer: Tokenizer
) -> None:
    reason = unmet(case(question, sentence, tokenizer))
    assert reason is not None
    assert reason.code == code
