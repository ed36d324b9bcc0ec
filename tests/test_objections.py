"""What speaks against a figure: rows by cause, in fields of no page in the sets; None is the sentence alone."""

import re

import pytest

from index.terms import Tokenizer
from qa.answers.asked import asked
from qa.answers.numbered import numbers
from qa.answers.rows import is_of_other_rows
from qa.answers.tables import table_cell
from qa.answers.wanted import wanted
from qa.question import understand
from qa.tables import read_table
from tests.test_answers import ask

_WELLS = "柳湾镇打机井36眼，占全县三成；柳坪镇21眼。"
_HONEY = "今年，全县养蜂4.6万箱，比去年增加0.7万箱，平均每箱产蜜31公斤。"
_PORT = "口岸货运总量58万吨，同比增长4.2%，其中出境33万吨，增长6.1%；入境25万吨，增长1.9%。"
_CLUBS = "到场的有35名裁判、28名志愿者、9名医护人员。"

ANOTHER = [
    ("柳坪镇打了几眼机井？", _WELLS, "21眼"),
    ("柳湾镇打了几眼机井？", _WELLS, "36眼"),
    ("机井打了几眼？", _WELLS, None),  # of either town
    ("白塔县有多少个书屋？", "青河县建成书屋128个。", None),
    ("柳坪镇的井盖换了多少个？", "全县更换井盖640个。", None),
    ("甲等座多少钱？", "乙等座票价70元。", None),
    ("第三阶梯气价是多少钱？", "第一阶梯气价每立方米2.9元，第二阶梯3.5元。", None),
    ("第二阶梯气价是多少钱？", "第一阶梯气价每立方米2.9元，第二阶梯气价每立方米3.5元。", "3.5元"),
    ("68岁的人体检收多少钱？", "70岁以上老人体检每次收费20元，65至69岁老人体检每次收费45元。", "45元"),
    ("邻县的管网漏损率是多少？", "全县管网漏损率降到9.8%，不到邻县的三分之一。", None),
]
PART = [
    ("入境货运量多少？", _PORT, "25万吨"),
    ("出境货运量多少？", _PORT, "33万吨"),
    ("口岸货运总量多少？", _PORT, "58万吨"),
    ("运动会的预算总额是多少？", "运动会预算总额860万元，其中企业赞助310万元。", "860万元"),
    ("企业赞助有多少钱？", "运动会预算总额860万元，其中企业赞助310万元。", "310万元"),
    ("网上书店销售额多少？", "书市销售额达到7300万元，其中网上书店占比超过四成。", None),
]
SUM = [
    ("裁判、志愿者和医护人员一共多少人？", _CLUBS, None),
    ("两座展馆一共收藏了多少件？", "东馆、西馆藏品分别为1.2万件和0.8万件。", None),
    ("馆藏总共多少件？", "两座展馆馆藏总数2万件。", "2万件"),
    ("射箭比赛的奖金一共多少钱？", "两名冠军各获奖金3万元。", None),
    ("平均每个驿站花了多少钱？", "全市建成驿站45个，投入资金1.8亿元。", None),
    ("平均每个驿站花了多少钱？", "平均每个驿站投入26万元。", "26万元"),
    ("一斤蜂蜡多少钱？", "合作社去年加工蜂蜡，产值2600万元。", None),
    ("青河县和白塔县一共栽了多少棵树？", "青河县今年栽树12万棵。", None),
]
TIME = [
    ("去年养了多少箱蜂？", _HONEY, None),
    ("今年养了多少箱蜂？", _HONEY, "4.6万箱"),
    ("今年黄金梨产量多少吨？", "黄金梨种植面积1.1万亩，今年预计产量2.4万吨，去年产量2.1万吨。", None),
    ("去年黄金梨产量多少吨？", "黄金梨种植面积1.1万亩，今年预计产量2.4万吨，去年产量2.1万吨。", "2.1万吨"),
    ("黄金梨产量多少吨？", "黄金梨种植面积1.1万亩，今年产量2.4万吨，去年产量2.1万吨。", "2.4万吨"),
    ("今年卤菜产值多少？", "全市现有卤菜企业286家，去年产值42亿元。", None),
    ("今年秋粮收购量多少万吨？", "自今年秋粮上市，收购进度快于去年，累计收购912.6万吨。", "912.6万吨"),
    ("上届书展来了多少人？", "本届书展来了6.4万人，比上届增加9%。", None),
    ("“十三五”末森林蓄积量有多少？", "全县森林蓄积量达到410万立方米，较“十三五”末增长12%。", None),
    ("藏品比上年增长百分之几？", "馆藏品总量达到8.2万件，较“十三五”末增长26%。", None),
    ("现在一年办几场演出？", "十年前，剧院一年只办12场演出。", None),
    ("三季度卖出多少辆？", "上半年，该厂卖出电动三轮车8600辆。", None),
]
PLAN = [
    ("蓄水池已建成多少座？", "按照规划，到2028年底将建成蓄水池40座。", None),
    ("现有蓄水池多少座？", "到2028年底，全县将建成蓄水池40座。", None),
    ("到2028年底要建成多少座蓄水池？", "到2028年底，全县将建成蓄水池40座。", "40座"),
    ("国庆期间机场运送旅客多少人次？", "据预测，国庆期间机场将运送旅客3.4万人次。", None),
    ("今年计划补种多少亩？", "全县已完成补种4200亩，占计划的七成。", None),
    ("游船现在要坐多久？", "届时，游船航行时间将由50分钟缩短到20分钟。", None),
]
KIND = [
    ("水价降了多少？", "水价由每吨3.1元降到2.8元，全年节约用水40万吨。", None),
    ("书院占地多少？", "书院建筑面积2600平方米。", None),
    ("单程船票多少钱？", "往返船票88元。", None),
    ("花生总产量多少吨？", "花生平均亩产0.3吨，总产量2.1万吨。", "2.1万吨"),
    ("新增民宿多少家？", "民宿数量发展到230家。", None),
    ("环湖路延长了多少公里？", "环湖路由8公里延长到13公里。", None),
    ("主峰高多少米？", "主峰高1260米，次峰高980米。", "1260米"),
    ("门诊投诉没办结几件？", "门诊投诉受理54件，办结50件。", None),
    ("采石业产值增长多少？", "采石业产值下降2.4%，木材业产值增长6.0%。", "下降2.4%"),
    ("年产纸箱多少？", "该厂现有职工95人，年产纸箱300万只。", "300万只"),
]
PIECES = [
    ("青河和白塔哪个栽树多？", "青河县今年栽树12万棵。", None),
    ("谁是青河县县长？", "记者5月6日从青河县商务局获悉，前三季度，全县出口增长。", None),
    ("书院是哪一年建的？", "书院坐落在青河县柳坪镇。", None),
    ("大坝合龙了吗？", "大坝全长310米，坝高42米。", None),
    ("第二名的成绩是什么？", "青河中学以96分获得团体第一名。", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "sentence", "answer"), [*ANOTHER, *PART, *SUM, *TIME, *PLAN, *KIND, *PIECES])
def test_what_speaks_against_a_figure(question: str, sentence: str, answer: object, tokenizer: Tokenizer) -> None:
    assert ask(question, sentence, tokenizer) == answer


@pytest.mark.parametrize("row", read_table("rival_words.tsv"), ids=lambda row: str(row[-1]))
def test_rival_words(row: tuple[str, ...], tokenizer: Tokenizer) -> None:
    question, sentence, figure = row[-1].split(" => ")
    assert sum(bool(re.search(word, question + sentence)) for word in row[:-1]) > 1
    assert ask(question, sentence, tokenizer) != figure


_FLOORS = ("| 序号 | 楼层 | 系数 | 每户出资（万元） |", "| 3 | 4楼 | 1.0 | 1.72 |")
_YEARS = ("| 年份 | 产值（亿元） | 比上年增长（%） |", "| 2023 | 61.5 | 4.4 |")


@pytest.mark.parametrize(
    ("question", "table", "answer"),
    [
        ("6楼每户出资多少？", _FLOORS, None),
        ("4楼每户出资多少？", _FLOORS, "1.72"),
        ("2021年至2023年产值总和是多少？", _YEARS, None),
        ("2023年产值比2022年多多少？", ("| 年份 | 产值（亿元） |", "| 2023 | 61.5 |"), None),
        ("2023年产值增长了多少？", _YEARS, "4.4"),
        ("改造厕所多少座？", ("| 序号 | 实事 | 牵头单位 |", "| 7 | 改造厕所 | 县住建局 |"), None),
    ],
)
def test_a_row(question: str, table: tuple[str, str], answer: str | None, tokenizer: Tokenizer) -> None:
    head, row = table
    understood = understand(question, tokenizer)
    about = asked(understood, tokenizer)
    assert table_cell(wanted(understood, about), about, head, row)[0] == answer


def test_what_is_numbered() -> None:
    assert numbers("第三档和一类区域、3期", 10) == [("档", "3"), ("类", "1")]
    assert is_of_other_rows("三个车间员工总数", "东车间")
    assert not is_of_other_rows("三个车间员工总数", "合计")
