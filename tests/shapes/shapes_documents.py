"""Whole invented documents, as lists of blocks, before any layout."""

from random import Random

from shapes.shapes_words import CIRCLED, NUMERALS, QUESTIONS, WORDS, Block, fill, paragraph, person

TITLES = {
    "report": ["{place}政府工作报告", "关于{place}{year}{work}情况的报告", "{place}{year}财政预算执行情况报告"],
    "bulletin": [
        "{place}{year}国民经济和社会发展统计公报",
        "{year}{place}生态环境状况公报",
        "{place}{trade}统计监测快报",
    ],
    "notice": ["关于印发《{docname}》的通知", "{place}关于做好{work}工作的公告", "{office}关于{thing}收费标准的通告"],
    "news": ["{place}{act}{thing}　{noun}受益", "{place}{trade}产业“{slogan}”见闻", "一座{thing}背后的账本"],
}


def stands(kind: str, template: str, rng: Random) -> Block:
    """A block that stands alone, filled from its template."""
    return Block(kind, fill(template, rng))


def sections(genre: str, rng: Random, size: int) -> list[Block]:
    """Headed sections of paragraphs and, now and then, list items."""
    blocks: list[Block] = []
    style, topics = rng.randrange(4), rng.sample(WORDS["work"], size)
    for number in range(size):
        mark = NUMERALS[number % 10]
        blocks.append(
            stands(
                "heading",
                (
                    f"{mark}、{topics[number]}",
                    f"（{mark}）{topics[number]}情况",
                    f"{number + 1}．{topics[number]}和{{thing}}建设",
                    topics[number],
                )[style],
                rng,
            )
        )
        blocks += [Block("para", paragraph(genre, rng)) for _ in range(rng.randint(1, 3))]
        if rng.random() < 0.4:
            blocks += items(rng)
    return blocks


def items(rng: Random) -> list[Block]:
    """A lead-in with a colon and list items without end marks, or ended with semicolons."""
    mark = rng.choice(["（{n}）", "{i}. ", "{i}、", "{c}", "● ", "—— "])
    heads = [mark.format(n=NUMERALS[i], i=i + 1, c=CIRCLED[i]) for i in range(rng.randint(3, 5))]
    texts = [
        head + fill(rng.choice(["{act}{thing}{count}", "{noun}{count}，补贴{yuan}", "{office}负责{work}"]), rng)
        for head in heads
    ]
    if rng.random() < 0.4:
        texts = [text + "；" for text in texts[:-1]] + [texts[-1] + "。"]
    return [Block("para", fill("{work}的重点任务如下：", rng)), *(Block("item", text) for text in texts)]


def table(rng: Random) -> list[Block]:
    """A title line, sometimes a unit line, and a table as a block of rows parted by | (laid out later)."""
    first, names = rng.choice([("地区", "{place}"), ("指标", "{sum}"), ("行业", "{trade}")])
    head = [first, *rng.sample(["总量", "增长（%）", "占比（%）", "户数", "完成投资"], rng.randint(2, 4))]
    rows = [
        [
            fill(names, rng),
            *(fill("{few}{few}.{few}", rng) if rng.random() < 0.8 else fill("{few}{few}{few}", rng) for _ in head[1:]),
        ]
        for _ in range(rng.randint(3, 10))
    ]
    if rng.random() < 0.5:
        rng.choice(rows)[rng.randrange(1, len(head))] = rng.choice(["", "", "—"])
    blocks = [
        stands(
            "caption",
            rng.choice(["表{few} {year}{trade}主要指标", "附表：{work}完成情况", "{place}主要指标一览表"]),
            rng,
        )
    ]
    if rng.random() < 0.6:
        blocks.append(Block("unit", rng.choice(["单位：亿元、%", "单位：万元", "（单位：家）"])))
    return [*blocks, Block("table", "\n".join("|".join(row) for row in [head, *rows]))]


def people(rng: Random) -> list[Block]:
    """A list of names, several a line, or a block of contacts."""
    if rng.random() < 0.5:
        gap = rng.choice(["  ", "　", "、", "   "])
        rows = [gap.join(person(rng) for _ in range(rng.randint(4, 6))) for _ in range(rng.randint(2, 5))]
        return [stands("heading", "{work}先进个人名单（排名不分先后）", rng), *(Block("name", row) for row in rows)]
    lines = [
        "联 系 人：{person}",
        "联系电话：0{few}{few}{few}-{few}{few}1{few}0{few}{few}",
        "传　　真：0{few}1{few}-8{few}{few}0{few}{few}1",
        "通讯地址：{place}人民路{few}{few}号",
        "电子邮箱：zwgk{few}{few}@example.cn",
        "邮政编码：{few}{few}10{few}0",
    ]
    return [stands("name", line, rng) for line in lines[: rng.randint(3, 6)]]


def dialogue(rng: Random, size: int) -> list[Block]:
    """Questions and answers, or the turns of a press conference, marks on the line or on lines of their own."""
    asks, says = rng.choice(
        [("问：", "答："), ("记者：", "{person}："), ("主持人：", "{title}{person}："), ("Q：", "A：")]
    )
    says, alone, blocks = fill(says, rng), rng.random() < 0.2, []
    for _ in range(size):
        for mark, text in (
            (asks, fill(rng.choice(QUESTIONS), rng)),
            (says, paragraph(rng.choice(["report", "notice"]), rng)),
        ):
            blocks += [Block("heading", mark), Block("para", text)] if alone else [Block("para", mark + text)]
        if rng.random() < 0.4:
            blocks.append(Block("para", paragraph("report", rng, 3)))
    return blocks


def signature(rng: Random) -> list[Block]:
    """Who signed, and when."""
    return [stands("sign", "{place}人民政府办公室", rng), stands("sign", "{year}{few}月1{few}日", rng)]


def document(rng: Random, extras: tuple[str, ...] = (), size: int = 0) -> list[Block]:
    """A whole document of a genre chosen at random, with tables, people or dialogue where asked for."""
    genre = rng.choice(list(TITLES))
    title = fill(rng.choice(TITLES[genre]), rng)
    blocks = [Block("title", title)]
    if rng.random() < 0.5:
        blocks.append(
            stands(
                "byline",
                rng.choice(
                    ["（{date}）", "来源：{office}　　发布时间：2024-0{few}-1{few}", "本报记者　{person}　{person}"]
                ),
                rng,
            )
        )
    if genre == "notice":
        blocks.append(Block("address", "各县（市、区）人民政府，市直有关单位："))
    blocks += [Block("para", paragraph(genre, rng)) for _ in range(rng.randint(1, 3))]
    body = (
        dialogue(rng, size or rng.randint(2, 4))
        if "dialogue" in extras
        else sections(genre, rng, size or rng.randint(2, 4))
    )
    makers = {"table": table, "people": people}
    for name in extras:
        if name in makers:
            spot = rng.choice(
                [i for i, block in enumerate(body) if block.kind == "para" and not block.text.endswith("：")]
            )
            body[spot + 1 : spot + 1] = [*makers[name](rng), Block("para", paragraph(genre, rng))]
    return blocks + body + (signature(rng) if rng.random() < 0.5 else [])
