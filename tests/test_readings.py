"""Figures that were read wrongly: what denies, words that only look like bounds, units cut short, lists in order."""

import re

import pytest

from qa.numbers.boundaries import words
from qa.numbers.read import read_quantities
from qa.tables import read_table


@pytest.mark.parametrize(("side", "pattern", "example"), read_table("negations.tsv"))
def test_negation_row(side: str, pattern: str, example: str) -> None:
    assert side in ("前", "后")
    assert re.search(pattern, example)
    assert read_quantities(f"{example}。") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "汛期全镇无一人伤亡。",
        "院内无一例感染。",
        "矿上全年没有发生1起事故。",
        "窗口至今未收到1件投诉。",
        "赛会实现零事故、零投诉。",
        "一个也没有掉队。",
        "园区没有一家停工。",
        "列车无1例晚点。",
        "没有1名学生辍学和1名教师缺勤。",
        "一户都没有漏掉。",
        "产线上从未出现过一次停机。",
        "不落一户、不漏一人。",
        "一人未伤。",
        "考试无一例外地通过。",
    ],
)
def test_what_is_denied_is_no_figure(sentence: str) -> None:
    assert read_quantities(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("无人机1架升空。", "1架"),
        ("无障碍电梯1部。", "1部"),
        ("超期未整改1处。", "1处"),
        ("未来1年续建。", "1年"),
        ("另有一名学生也不例外。", "一名"),
        ("成功防止1起火灾。", "1起"),
        ("有1户没有搬迁。", "1户"),
        ("不到一年就建成。", "一年"),
        ("没有发生1起事故，救助12人。", "12人"),
    ],
)
def test_what_is_not_denied_stays_a_figure(sentence: str, text: str) -> None:
    assert [quantity.text for quantity in read_quantities(sentence)] == [text]


WORDS = [(word, where) for _, row, where in read_table("qualifier_words.tsv") for word in row.split(" ")]


@pytest.mark.parametrize(("word", "where"), WORDS)
def test_a_word_that_only_has_a_bound_in_it(word: str, where: str) -> None:
    (quantity,) = read_quantities(f"，{word}3000人，" if where == "前" else f"共3000人{word}，")
    assert (quantity.qualifier, quantity.qualifier_text) == ("exact", None)


@pytest.mark.parametrize(
    ("sentence", "qualifier", "word"),
    [
        ("技改后全年节约8.2亿元。", "exact", None),
        ("推介会现场签约15家。", "exact", None),
        ("仓库共签合约3份。", "exact", None),
        ("义诊当天预约120人。", "exact", None),
        ("执法查处违约12起。", "exact", None),
        ("附近5家餐馆参加。", "exact", None),
        ("商圈有超市3家。", "exact", None),
        ("科室购置彩超2台。", "exact", None),
        ("警方侦破3起案件。", "exact", None),
        ("贸易出超3亿美元。", "exact", None),
        ("走访5家内资企业。", "exact", None),
        ("带动3家上下游企业。", "exact", None),
        ("服务5家以上市公司为主的企业。", "exact", None),
        ("材料须在3个工作日内审核。", "at_most", "内"),
        ("站点3公里内设充电桩。", "at_most", "内"),
        # the word ends before it
        ("全年节约约8.2亿元。", "approx", "约"),
        ("春节约30家店铺营业。", "approx", "约"),
        ("经济损失约4300万元。", "approx", "约"),
        ("项目募集约30亿元。", "approx", "约"),
        ("登记选民约2300万人。", "approx", "约"),
        ("工期约18个月。", "approx", "约"),
        ("大约30人到场。", "approx", "大约"),
        # and what stands between
        ("坐班车约需15分钟。", "approx", "约"),
        ("礼堂约有30人。", "approx", "约"),
        ("荒地约占三成。", "approx", "约"),
        ("产量约占全省总量的12%。", "approx", "约"),
        ("合同额约合人民币3亿元。", "approx", "约"),
        ("门诊预约有30人。", "exact", None),
        ("近年来3家企业上市。", "exact", None),
        ("股价跌破30元。", "at_most", "跌破"),
        ("工时未超过8小时。", "at_most", "未超过"),
        ("保修期不得低于3年。", "at_least", "不得低于"),
    ],
)
def test_a_bound_ends_where_a_word_does(sentence: str, qualifier: str, word: str | None) -> None:
    (quantity,) = read_quantities(sentence)
    assert (quantity.qualifier, quantity.qualifier_text) == (qualifier, word)


@pytest.mark.parametrize("sentence", ["晚上千人同唱。", "网上百家店铺。"])
def test_up_to_is_no_part_of_a_place_or_an_hour(sentence: str) -> None:
    assert not any(quantity.qualifier == "at_least" for quantity in read_quantities(sentence))


def test_the_likeliest_words() -> None:
    assert words("设立总规模") == ("设立", "总", "规模")
    assert words("直接经济损失约")[-1] == "约"
    assert words("") == ()


@pytest.mark.parametrize(
    ("sentence", "text", "unit"),
    [
        ("飞防作业120万亩次。", "120万亩次", "亩次"),
        ("图书馆流通3.6万册次。", "3.6万册次", "册次"),
        ("单位能耗0.42吨标准煤/万元。", "0.42吨标准煤/万元", "吨标准煤/万元"),
        ("水耗降到12立方米/万元。", "12立方米/万元", "立方米/万元"),
        ("年减排1200吨二氧化碳当量。", "1200吨二氧化碳当量", "吨二氧化碳当量"),
        ("全省年发电3.5太瓦时。", "3.5太瓦时", "太瓦时"),
        ("人均用电890千瓦时/人。", "890千瓦时/人", "千瓦时/人"),
        ("人口密度620人/平方公里。", "620人/平方公里", "人/平方公里"),
        ("上门服务300元/人次。", "300元/人次", "元/人次"),
        ("停车5元/小时·辆。", "5元/小时·辆", "元/小时·辆"),
        ("补贴5元/人/天。", "5元/人/天", "元/人/天"),
        ("密度12克/立方厘米。", "12克/立方厘米", "克/立方厘米"),
        ("检修用了1200工时。", "1200工时", "工时"),
        ("流量3立方米每秒。", "3立方米每秒", "立方米/秒"),
        ("口岸通行12万辆次。", "12万辆次", "辆次"),
        ("机场保障3400架次。", "3400架次", "架次"),
        # and no longer than they are
        ("快递3件次日送达。", "3件", "件"),
        ("暴雨引发3处次生灾害。", "3处", "处"),
        # what a degree is
        ("每户每月用电300度。", "300度", "千瓦时"),
        ("车库全年充电12万度。", "12万度", "千瓦时"),
        ("屋顶电站送出20万度绿电。", "20万度", "千瓦时"),
        ("余热发电300万度。", "300万度", "千瓦时"),
        ("电站所在山坡坡度15度。", "15度", "度"),
        ("孩子近视600度，电子屏看多了。", "600度", "度"),
        ("水电站位于北纬30度。", "30度", "度"),
        ("发电机叶片角度调到45度。", "45度", "度"),
        ("空调耗电大，设定28度。", "28度", "度"),
        ("热电厂出水温度80度。", "80度", "度"),
        ("停电时室内只有5度。", "5度", "度"),
        ("光伏发电组件呈30度倾斜。", "30度", "度"),
    ],
)
def test_a_unit_is_whole(sentence: str, text: str, unit: str) -> None:
    found = {quantity.text: quantity.unit for quantity in read_quantities(sentence)}
    assert found == {text: unit}


@pytest.mark.parametrize(("what", "pattern", "example"), read_table("degrees.tsv"))
def test_degree_row(what: str, pattern: str, example: str) -> None:
    left, right = example.split("N度")
    assert any(re.search(pattern, side) for side in (left, right))
    (quantity,) = read_quantities(example.replace("N", "300"))
    assert quantity.unit == ("千瓦时" if what == "电" else "度")


IN_ORDER = [
    ("2023年、2024年货物吞吐量分别为1.18亿吨和1.27亿吨。", "time", {"1.18亿吨": "2023", "1.27亿吨": "2024"}),
    ("2022年和2023年，展馆新增藏品分别为120件和150件。", "time", {"120件": "2022", "150件": "2023"}),
    ("上半年和下半年签约额分别为3亿元和4亿元。", "time", {"3亿元": "--01/--06", "4亿元": "--07/--12"}),
    ("甲、乙、丙分别得到1万元、2万元、3万元。", "subject", {"1万元": "甲", "2万元": "乙", "3万元": "丙"}),
    ("出口、进口分别为3亿元、2亿元。", "subject", {"3亿元": "出口", "2亿元": "进口"}),
    ("粮食、油料产量分别达到12万吨和3万吨。", "subject", {"12万吨": "粮食", "3万吨": "油料产量"}),
    ("门诊收入3亿元，住院收入5亿元，分别增长4%和6%。", "subject", {"4%": "门诊收入", "6%": "住院收入"}),
    ("水稻和小麦单产分别由480公斤、300公斤提高到520公斤、350公斤。", "subject", {"520公斤": "水稻", "350公斤": "小麦单产"}),
    ("男生、女生分别为120人、98人。", "noun", {"120人": "男生", "98人": "女生"}),
    ("门票和餐饮收入分别下降4%、6%。", "direction", {"4%": "down", "6%": "down"}),
    ("二氧化硫、二氧化氮浓度分别提高7.5个、9.2个百分点。", "unit", {"7.5个": "百分点", "9.2个百分点": "百分点"}),
    # what is of all of them, and lists that are not as long
    ("三家医院门诊量分别为12.4万、9.8万和7.6万人次。", "subject", {"12.4万": None, "7.6万人次": None}),
    ("东、中、西部地区占比分别为30%、45%、25%。", "subject", {"30%": None, "45%": None, "25%": "西部地区"}),
    ("期限分别为三年和五年，票面年利率分别为1.63%和1.7%。", "subject", {"1.63%": "票面年利率", "1.7%": "票面年利率"}),
    ("1月、2月、3月销量分别为20吨和30吨。", "time", {"20吨": None, "30吨": None}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "field", "said"), IN_ORDER)
def test_what_is_said_in_order(sentence: str, field: str, said: dict[str, str | None]) -> None:
    found = {quantity.text: getattr(quantity, field) for quantity in read_quantities(sentence)}
    assert {text: found[text] for text in said} == said


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("前9个月，全市进出口32亿元。", {"前9个月": None, "32亿元": "--01/--09"}),
        ("今年前8个月，渔港卸货120万吨。", {"前8个月": None, "120万吨": "--01/--08"}),
        ("2025年前5个月，影院票房20亿元。", {"2025年前5个月": None, "20亿元": "2025-01/2025-05"}),
        ("前10月，出口增长5%。", {"前10月": None, "5%": "--01/--10"}),
        ("1—9月，用电量30亿千瓦时。", {"1—9月": None, "30亿千瓦时": "--01/--09"}),
        ("今年以来，签约项目120个。", {"120个": None}),
        ("产前3个月检查5次。", {"3个月": None, "5次": None}),
        ("前3个月免租金，之后每间300元。", {"3个月": None, "300元": None}),
        ("煤矿停业11个月，损失800万元。", {"11个月": None, "800万元": None}),
        ("2023年起推行积分制，目前参与农户890户。", {"2023年": None, "890户": None}),
        ("自2023年9月开工以来，目前已完成投资3.2亿元。", {"2023年9月": None, "3.2亿元": None}),
        ("自2015年开馆以来，接待读者300万人次。", {"2015年": None, "300万人次": None}),
        ("2019年全村只有30户，现在已有120户。", {"2019年": None, "30户": "2019", "120户": None}),
        ("2022年建成一期，去年接待游客12万人次。", {"2022年": None, "12万人次": None}),
        ("2018年成立，现有医护300人。", {"2018年": None, "300人": None}),
        ("2024年，产值3亿元，比去年增长5%。", {"2024年": None, "3亿元": "2024", "5%": "2024"}),
        ("7月8日，最大雨强出现在山口，为128毫米。", {"7月8日": None, "128毫米": "--07-08"}),
        ("2024年，项目前期投入3亿元。", {"2024年": None, "3亿元": "2024"}),
    ],
)
def test_a_time_holds_in_its_clause(sentence: str, times: dict[str, str | None]) -> None:
    assert {quantity.text: quantity.time for quantity in read_quantities(sentence)} == times


@pytest.mark.parametrize(
    ("sentence", "per"),
    [
        ("电价由每千瓦时0.82元降到0.65元。", ["每千瓦时", "每千瓦时"]),
        ("水价由每立方米2.1元涨到约2.6元，用水300立方米。", ["每立方米", "每立方米", None]),
        ("单产由每亩480公斤提高到520公斤。", ["每亩", "每亩"]),
        ("一二等奖每人300元、200元，共发5000元。", ["每人", "每人", None]),
    ],
)
def test_what_both_sides_are_over(sentence: str, per: list[str | None]) -> None:
    assert [quantity.per for quantity in read_quantities(sentence) if quantity.kind != "ordinal_rank"] == per


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("候鸟比去年多出3100只。", "up"),
        ("候鸟较上年多3只。", "up"),
        ("工期比计划少3天。", "down"),
        ("合格率低于去年0.5个百分点。", "down"),
        ("绿化率高于全省平均水平0.9个百分点。", "up"),
        ("覆盖率提升至79%。", "up"),  # guideline §3: 降至2.1% is down, 提升至79% up
        ("身高1.7米。", None),
        ("汽油每升7.5元。", None),
        ("许多3层小楼。", None),
        ("成绩高于90分。", None),
        ("占比高30%。", None),
    ],
)
def test_a_direction_is_of_a_change_or_comparison(sentence: str, direction: str | None) -> None:
    (quantity,) = read_quantities(sentence)
    assert quantity.direction == direction


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("设立总规模50亿元的基金。", "设立总规模"),
        ("线路设计时速350公里。", "线路设计时速"),
        ("二等座票价120元。", "二等座票价"),
        ("运动员身高1.7米。", "运动员身高"),
        ("再生水利用量3万吨。", "再生水利用量"),
        ("建成区面积120平方公里。", "建成区面积"),
        ("安排以工代赈资金3200万元。", "以工代赈资金"),
        ("水价由2.1元涨到2.6元。", "水价"),
        ("药费大约30元。", "药费"),
        ("全年节约8.2亿元。", None),
    ],
)
def test_a_subject_is_cut_between_words(sentence: str, subject: str | None) -> None:
    assert read_quantities(sentence)[-1].subject == subject
