"""Which figure of a sentence answers: a row for each role a figure has, over sentences of no page in the sets."""

import pytest

from index.terms import Tokenizer
from qa.answers.asked import asked
from qa.answers.wanted import wanted
from qa.question import understand
from qa.tables import read_table
from tests.test_answers import ask

_WAIT = "挂号候诊时间由去年的46分钟缩短到18分钟。"
_BEDS = "县医院床位由2019年的320张增加到2023年的510张。"
_RATE = "全县自来水普及率达到93.5%，比上年提高2.4个百分点，高于全市平均水平1.7个百分点。"
_LOANS = "涉农贷款比年初增加12.6亿元，其中种植业贷款4.3亿元、养殖业贷款2.8亿元。"

ROWS = [
    # the side of a change: named in the sentence's own words, in the question's, by a year of two digits
    ("去年候诊要多少分钟？", _WAIT, "46分钟"),
    ("候诊时间现在是几分钟？", _WAIT, "18分钟"),
    ("19年县医院床位有多少张？", _BEDS, "320张"),
    ("2023年县医院床位有多少张？", _BEDS, "510张"),
    ("县医院床位有多少张？", _BEDS, None),  # both sides are dated, neither is asked for
    ("县医院床位前后各是多少张？", _BEDS, ("320张", "510张")),
    ("候诊现在要几分钟？原先呢？", _WAIT, ("18分钟", "46分钟")),
    ("年初有多少户？", "未通气的住户年初还有912户，年底减少到87户。", "912户"),
    # a difference is never the level, and is from what the question compares with
    ("普及率比去年高几个点？", _RATE, "2.4个百分点"),
    ("普及率比全市平均高多少？", _RATE, "1.7个百分点"),
    ("普及率是多少？", _RATE, "93.5%"),
    ("讲座比去年多办了几场？", "全年办展览96场、讲座140场，分别比上年增加11场、25场。", "25场"),
    # listed after 分别: things in one clause, or each with its figure; what all share is of all
    ("水泥产量增长了多少？", "钢材产量30万吨，水泥产量55万吨，平板玻璃产量8万吨，分别增长3.1%、7.4%、1.2%。", "7.4%"),
    ("柳河县粮食产量多少？", "青山县、柳河县、白塔区粮食产量分别为31.5万吨、28.4万吨和9.7万吨，三地占全市的六成。", "28.4万吨"),
    ("满意度排第几？", "办结率99.2%，满意度97.8%，分别居全省第六、第二。", "第二"),
    # a part is asked for by its own words, the whole by the rest
    ("养殖业贷款有多少？", _LOANS, "2.8亿元"),
    ("一共请了多少名专家？", "论坛请来专家84名，其中外省专家31名。", "84名"),
    ("得了几个二等奖？", "该校18件作品获奖，其中一等奖3个、二等奖6个、三等奖9个。", "6个"),
    ("亿元以上的项目有几个？", "新签项目52个，其中1亿元以上项目17个。", "17个"),
    # what is done and what is planned; a plan that is past foretells nothing
    ("管网已经改了多少公里？", "全年计划改造管网60公里，已完成41公里。", "41公里"),
    ("比计划早了几天？", "大桥合龙比原计划提前19天。", "19天"),
    ("明年打算种多少亩？", "合作社计划明年种植油菜3200亩。", "3200亩"),
    ("种了多少亩？", "合作社计划种植油菜3200亩。", "计划种植油菜3200亩"),
    # a forecast is no answer to what is, where what is is told as well
    ("水厂供水量多少万吨？", "水厂供水量由2021年的17万吨增长到2024年的19万吨，预计2025年底突破20万吨。", None),
    ("水厂日供水多少万吨？", "水厂目前日供水19万吨，预计明年达到25万吨。", "19万吨"),
    ("水厂预计日供水多少万吨？", "水厂目前日供水19万吨，预计明年达到25万吨。", "25万吨"),
    # all that is said of the thing asked for stands past the pause after the figure: it is no figure of that thing
    ("青河桥修了多少钱？", "争取债券资金33.3亿元，全县最长的青河桥提前建成通车。", None),
    ("债券资金争取了多少钱？", "争取债券资金33.3亿元，全县最长的青河桥提前建成通车。", "33.3亿元"),
    # several at once, in the order asked
    ("最少、最多能贷多少？", "贷款额度最低2万元、最高30万元。", ("2万元", "30万元")),
    ("主楼和裙楼各高多少米？", "主楼高86米，裙楼高24米。", ("86米", "24米")),
    ("小学生收多少钱，初中生呢？", "每学期小学生180元、初中生240元。", ("180元", "240元")),
    # shares and money by what is asked, questions of bare words
    ("本地游客占多大比例？", "接待游客9.2万人次，其中本地游客占37%。", "37%"),
    ("搬运工一天给多少？", "搬运工12人，日结190元。", "190元"),
    ("工业用电 增速", "工业用电量31亿千瓦时，同比增长4.6%。", "4.6%"),
    # two as near: none, and never one of two asked for by name
    ("快递要几天送到？", "快递本地件2天送到，快递外地件5天送到。", None),
    ("这几年一共招了多少人？", "三年来共招录教师210人，其中硕士96人。", "210人"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "sentence", "answer"), ROWS)
def test_figure(question: str, sentence: str, answer: object, tokenizer: Tokenizer) -> None:
    assert ask(question, sentence, tokenizer) == answer


@pytest.mark.parametrize("table", ["asked_figures.tsv", "bare_figures.tsv"])
def test_what_is_asked(table: str, tokenizer: Tokenizer) -> None:
    for _, kind, unit, example in read_table(table):
        question = understand(example, tokenizer)
        found = wanted(question, asked(question, tokenizer))
        assert (found.kind, found.unit or "-") == (kind, unit), example
