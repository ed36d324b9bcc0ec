"""Invented Chinese report prose: words, figures, sentence templates and whole documents as blocks."""

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple


class Block(NamedTuple):
    """One piece of a document; kind is para, item, or something that stands alone (heading, sign, table ...)."""

    kind: str
    text: str


PROSE = ("para", "item")  # kinds whose text is cut into sentences; all others stand alone, whole
NUMERALS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"

LISTS = {
    "trade": "竹木加工 茶叶 食用菌 装备制造 新材料 文化旅游 现代物流 生物医药 数字经济 冷水渔业 中药材 绿色食品",
    "thing": "农村公路 老旧小区 污水管网 高标准农田 城市书房 充电桩 公办幼儿园 社区食堂 防洪堤 标准化厂房 口袋公园 便民驿站",
    "noun": "居民 企业 农户 学校 个体工商户 老年人 困难职工 合作社 返乡青年 外来务工人员",
    "sum": "一般公共预算收入 社会消费品零售总额 规模以上工业增加值 固定资产投资 进出口总额 农林牧渔业总产值 税收收入",
    "work": "营商环境优化 乡村振兴 安全生产 生态修复 稳就业 基层治理 防汛抗旱 招商引资 教育提质 医保扩面",
    "office": "市发展改革委 市财政局 县农业农村局 市生态环境局 区住房和城乡建设局 市统计局 县民政局 市场监督管理局 市卫生健康委",
    "slogan": "十四五 专精特新 放管服 最多跑一次 一老一小 两山 三公 新官不理旧账 厂中村 四好农村路 一件事一次办 链长制",
    "title": "主任 局长 副县长 村党支部书记 项目负责人 馆长 总工程师 驻村干部 养殖户 车间主任",
    "act": "新建 改造 提升 维修 开工建设 建成投用 验收",
    "rest": "各项任务有序推进 群众反映总体良好 进度好于预期 短板仍然明显 资金已全部到位 结构继续优化",
    "say": "日子一天比一天有奔头 路修通了，货就出得去 没想到手续这么快就办下来了 缺的不是订单，是熟练工人 "
    "我们先把水的事办好，再谈别的 补贴到账那天，全村人都来看 以前要跑三趟，现在坐在家里就能办",
    "docname": "关于进一步优化营商环境的若干措施 农村供水管理办法 城镇燃气安全管理规定 促进民营经济发展条例 养老服务设施专项规划（2024—2035年） "
    "国民经济和社会发展第十四个五年规划纲要 关于加强和改进新时代基层治理工作的实施意见 既有住宅加装电梯财政补贴实施细则 湿地保护三年行动方案",
    "end": "任务依然艰巨。 成绩来之不易！ 以上情况属实。 工作仍在继续。 请认真贯彻执行。 群众满意不满意？ 要抓紧落实。",
    "gas": "PM2.5 PM10 CO2 SO2 NO2",
}
WORDS = {key: re.split(r"\s+", value) for key, value in LISTS.items()}

TEMPLATES = {
    "report": [
        "{year}，全{level}{sum}完成{yi}，同比增长{pct}，{rest}。",
        "过去一年，我们坚持稳中求进，{act}{thing}{count}，惠及{noun}{wan}。",
        "全面落实“{slogan}”部署，{trade}产业产值达到{yi}，占比由{pct}提高到{pct}。",
        "{act}{thing}{count}、{thing}{count}，完成投资{yi}，为年度计划的{pct}。",
        "“{slogan}”改革走深走实，办件时限压缩{pct}，累计办理{count}（其中线上办理{count}）。",
        "必须清醒看到，{work}还存在不足，{thing}建设滞后，{noun}增收渠道不宽。",
        "围绕{work}，出台《{docname}》，兑现资金{yi}，受益{noun}{count}。",
        "城镇居民人均可支配收入{yuan}，农村居民人均可支配收入{yuan}，分别增长{pct}和{pct}。",
        "一是{work}步伐加快；二是{trade}集群成形，签约项目{few}个；三是{work}取得突破。",
        "到{year}，力争{sum}突破{yi}，年均增长{range}。",
        "空气中{gas}平均浓度下降{pct}，优良天数比率为{pct}，{place}断面水质稳定在Ⅲ类以上。",
        "“{slogan}”期间，累计投入{yi}，比“十三五”时期增加{yi}。",
        "{office}公布的数字是{yi}（不含{place}、{place}），{work}专项为{yi}……差额已列入《{docname}》附表。",
        "{thing}{act}{count}，{thing}{act}{count}，完成率{pct}!",
        "{work}怎么抓？",
        "成绩的背后，是全{level}上下的拼搏与担当！",
    ],
    "bulletin": [
        "{year}{place}{sum}{yi}，比上年增长{pct}，其中{trade}增长{pct}，{trade}下降{pct}。",
        "据{office}统计，截至{date}，全{level}共有{noun}{count}，比上年末增加{count}。",
        "年末常住人口{wan}，城镇化率为{pct}，比上年末提高{few}.{few}个百分点。",
        "全年居民消费价格上涨{pct}，其中食品类上涨{pct}，服务类下降{pct}。",
        "{trade}投资增长{pct}；{trade}投资增长{pct}；民间投资下降{pct}，{rest}。",
        "{gas}年均浓度为{few}微克/立方米，同比下降{pct}。",
        "按可比价格计算，{sum}同比增长{pct}（上年同期为{pct}）。",
        "全年{act}{thing}{count}，覆盖面积{area}，总库容{few}{few}.{few}万立方米。",
        "抽样调查显示，{noun}对{work}的满意度为{pct}，比上年高{few}.{few}个百分点。",
        "{place}、{place}、{place}三地合计占全{level}的{pct}。",
    ],
    "notice": [
        "根据《{docname}》（{place}政发〔2024〕{few}{few}号）要求，经{office}研究决定，自{date}起实施。",
        "各单位应当于{date}前将材料报送{office}，逾期不予受理。",
        "{noun}凭有效证件办理，每户补贴不超过{yuan}，补贴比例为{range}。",
        "违反前款规定的，由{office}责令限期改正；拒不改正的，处{yuan}以上{yuan}以下罚款。",
        "符合下列条件之一的{noun}可以申请：在{place}居住满{few}年，或者参加社会保险满{few}{few}个月。",
        "报名时间为{date}至{date}（节假日除外），每日9:00—17:30。",
        "本办法由{office}负责解释，《{docname}》同时废止。",
        "{thing}收费标准由每月{yuan}调整为{yuan}，低保家庭按{pct}收取。",
        "第{few}条　{noun}应当自{date}起{few}日内，向{office}提出书面申请。",
        "补贴按{yuan}/户、{yuan}/户两档发放（详见《{docname}》。）",
        "确有特殊情况的，经{office}批准，可以延长{few}个工作日。",
        "对提供虚假材料的，取消资格，{few}年内不得再次申报！",
    ],
    "news": [
        "{date}，{place}{thing}项目正式启动，总投资{yi}，计划工期{few}{few}个月。",
        "“{say}。”{place}{title}{person}说。",
        "“{say}，”{title}{person}告诉记者，“{say}。”",
        "走进{place}{trade}产业园，{title}{person}正带着{few}名工人赶订单。",
        "记者从{office}获悉，今年前{few}个月，{place}{sum}达{yi}，增长{pct}。",
        "{person}今年{few}{few}岁，原在外地打工，{year}回乡办起{trade}合作社，去年销售额{yuan}。",
        "{date}下午，《{docname}》新闻发布会在{place}举行，{office}{title}{person}回答了提问。",
        "该项目由{office}牵头，{act}{thing}{count}，{noun}受益面达{pct}。",
        "钱从哪里来？",
        "{place}探索“{slogan}”模式，{noun}每户年均增收{yuan}。",
        "{person}算了一笔账：一亩地收入{yuan}，{few}{few}亩就是{yuan}。",
        "在他看来，{work}“不能只看一年，要看{few}年、{few}{few}年”，急不得。",
        "“{slogan}”是什么?",
        "{date}至{date}，{noun}{count}参加，其中{place}{count}，占{pct}。",
        "为此，{place}拿出{yi}，用于{thing}{act}，{rest}。",
        "这笔钱花得值！",
    ],
}
QUESTIONS = [
    "{work}的资金从哪里来？",
    "《{docname}》与以往相比有哪些变化？",
    "{noun}怎样申请补贴，标准是多少？",
    "{place}的{thing}什么时候能够建成？",
    "“{slogan}”今后怎么抓？",
]


def person(rng: Random) -> str:
    """An invented person's name."""
    return (
        rng.choice("冉章席阎费阮柯温覃詹岑傅")
        + rng.choice("昭思文海玉建晓云明春")
        + rng.choice(" 远宁涛珍江萍华林").strip()
    )


def place(rng: Random) -> str:
    """An invented place."""
    return rng.choice("岚澄栖泽桦砚沧衡汶梓") + rng.choice("溪川阳州宁陵江浦") + rng.choice("县市区镇")


def spelt(number: int) -> list[str]:
    """A three-digit number in Chinese numerals, and in wide digits."""
    hundreds, tens, ones = (("零" + NUMERALS)[int(digit)] for digit in str(number))
    chinese = f"{hundreds}百" + (f"{tens}十" if tens != "零" else "零") + (ones if ones != "零" else "")
    return [chinese.rstrip("零"), str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))]


def count(rng: Random) -> str:
    """A number of things, written one of several ways."""
    number = rng.randint(3, 9999)
    return rng.choice([f"{number:,}", f"{number}", f"{number}", *spelt(number % 900 + 100)]) + rng.choice(
        "户个处家座件"
    )


def date(rng: Random) -> str:
    """A date with or without its year."""
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    return rng.choice(["", "", f"{rng.randint(2021, 2026)}年"]) + day


SLOTS: dict[str, Callable[[Random], str]] = {
    "person": person,
    "place": place,
    "count": count,
    "date": date,
    "yi": lambda r: f"{r.uniform(0.3, 900):.{r.choice([0, 1, 1, 2])}f}亿" + r.choice(["元", "元", "美元"]),
    "wan": lambda r: f"{r.uniform(0.3, 90):.{r.choice([1, 2])}f}万人",
    "pct": lambda r: f"{r.uniform(0.2, 99):.{r.choice([0, 1, 1, 2])}f}%",
    "yuan": lambda r: r.choice(
        [f"{r.randint(100, 99999):,}元", f"{r.randint(100, 99999)}元", f"{r.randint(2, 900)}万元"]
    ),
    "year": lambda r: f"{r.randint(2019, 2030)}年",
    "few": lambda r: str(r.randint(2, 9)),
    "range": lambda r: f"{r.randint(2, 9)}%" + r.choice("—－~") + f"{r.randint(10, 30)}%",
    "area": lambda r: f"{r.uniform(1, 99):.1f}" + r.choice(["万亩", "平方公里", "公顷", "km2"]),
    "level": lambda r: r.choice("市县区"),
}


def fill(template: str, rng: Random) -> str:
    """The template with every {slot} replaced by an invented word or figure."""

    def one(match: re.Match[str]) -> str:
        name = str(match[1])
        return SLOTS[name](rng) if name in SLOTS else rng.choice(WORDS[name])

    return re.sub(r"\{(\w+)\}", one, template)


def paragraph(genre: str, rng: Random, most: int = 5) -> str:
    """Two to `most` different sentences of the genre."""
    return "".join(fill(one, rng) for one in rng.sample(TEMPLATES[genre], rng.randint(2, most)))


def cut(text: str) -> list[str]:
    """The sentences of one paragraph: cut at 。！？!? with closing quotes and brackets kept; a rest is one too."""
    return re.findall(r"[^。！？!?]*[。！？!?]+[”’」』）》】]*|[^。！？!?]+$", text)
