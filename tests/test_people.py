"""Bylines and photo credits in the forms papers print."""

import pytest

from index.pages.people import leading_byline, parse_credit, trailing_byline, trailing_credit, whole_byline

Names = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("line", "printed", "people"),
    [
        ("本报讯（记者王小明）近日", "本报讯（记者王小明）", [("王小明", "记者")]),
        (
            "本报讯（通讯员 王小明 李强）近日",
            "本报讯（通讯员 王小明 李强）",
            [("王小明", "通讯员"), ("李强", "通讯员")],
        ),
        (
            "本报讯（记者王小明 通讯员李强）",
            "本报讯（记者王小明 通讯员李强）",
            [("王小明", "记者"), ("李强", "通讯员")],
        ),
        ("本报11月3日讯（全媒体记者李 明）", "本报11月3日讯（全媒体记者李 明）", [("李明", "全媒体记者")]),
        (
            "新华社成都11月11日电（记者 吴甲、郑乙）四川",
            "新华社成都11月11日电（记者 吴甲、郑乙）",
            [("吴甲", "记者"), ("郑乙", "记者")],
        ),
        ("松原讯（记者 路远）扫一扫", "松原讯（记者 路远）", [("路远", "记者")]),
        ("（记者王小明）近日", "（记者王小明）", [("王小明", "记者")]),
        ("记者 左思南报道：近日", "记者 左思南报道：", [("左思南", "记者")]),
        ("本报讯 近日", "本报讯", []),
        ("本报从国家电网获悉", None, []),
        ("（全国共12项）其中", None, []),
        ("通讯（电信）行业", None, []),
    ],
)
def test_leading_byline(line: str, printed: str | None, people: Names) -> None:
    found = leading_byline(line)
    assert (line[found.start : found.end] if found else None) == printed
    assert [tuple(person) for person in (found.people if found else ())] == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("本报记者 王小明", [("王小明", "记者")]),
        ("■本报记者 王小明 通讯员 李强", [("王小明", "记者"), ("李强", "通讯员")]),
        ("（本报记者 阿不都·热合曼）", [("阿不都·热合曼", "记者")]),
        ("本报全媒体记者 冷杉/文 白桦/图", [("冷杉", "全媒体记者"), ("白桦", "全媒体记者")]),
        ("记者在现场看到，秩序井然。", []),
        ("记者节", []),
    ],
)
def test_whole_byline(line: str, people: Names) -> None:
    found = whole_byline(line)
    assert [tuple(person) for person in (found.people if found else ())] == people


def test_trailing_byline() -> None:
    line = "全部完工。（本报记者 王小明）"
    found = trailing_byline(line)
    assert found
    assert (line[found.start :], found.people[0]) == ("（本报记者 王小明）", ("王小明", "记者"))
    assert trailing_byline("入选案例库（全国共12项）。") is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("张千 高雷 摄影报道", [("张千", "摄影报道"), ("高雷", "摄影报道")]),
        ("本报记者 王小明 摄", [("王小明", "摄")]),
        ("王小明/摄", [("王小明", "摄")]),
        ("（市公安局供图）", [("市公安局", "供图")]),
        ("（图片由市文化馆提供）", [("市文化馆", "供图")]),
        ("通讯员 王小明 文/图", [("王小明", "文/图")]),
        ("资料图片", []),
        ("田佩琪 整理", [("田佩琪", "整理")]),
        ("记者 田佩琪 李强 整理", [("田佩琪", "整理"), ("李强", "整理")]),
        ("本版稿件由阙若溪统筹", [("阙若溪", "统筹")]),
        ("本版责任编辑：顾清禾", [("顾清禾", "责任编辑")]),
    ],
)
def test_credit(line: str, people: Names) -> None:
    found = parse_credit(line)
    assert found is not None
    assert [tuple(person) for person in found] == people


@pytest.mark.parametrize(
    "line",
    [
        "全市布设摄像头三百个",
        "工作人员在检测设备。",
        "他爱好拍摄",
        "本报记者 王小明",
        "图",
        "抓好资料整理",
        "责任编辑：顾清禾",
    ],
)
def test_not_a_credit(line: str) -> None:
    assert parse_credit(line) is None


def test_trailing_credit() -> None:
    line = "图为村民在采收香菜。王小明 李强 摄"
    found = trailing_credit(line)
    assert found
    assert line[found[0] :] == "王小明 李强 摄"
    assert trailing_credit("村民在采收，王小明在拍摄") is None
