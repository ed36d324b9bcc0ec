"""Persons in a sentence: a surname with a given name after a title or before a word of saying."""

import functools
import re
from collections.abc import Mapping

from qa.tables import read_table

TITLE = (
    r"局长|主任|市长|县长|区长|镇长|乡长|村长|省长|州长|部长|处长|科长|院长|校长|站长|所长|队长|厂长|行长|会长|组长|班长|店长|"
    r"场长|社长|馆长|台长|理事长|董事长|秘书长|总经理|经理|书记|副?教授|研究员|工程师|医师|医生|护士|老师|教师|记者|通讯员|实习生|"
    r"预报员|技术员|讲解员|管理员|驾驶员|负责人|专家|学者|主帅|主教练|教练|选手|队员|小将|冠军|代表|委员|主席|总裁|创始人|传承人|"
    r"村民|市民|居民|大户|农户|果农|菜农|业主|摊主|老板|保安|司机|骑手|职工|员工|干部|村支书|队长|志愿者|患者|学生|家长|老人|"
    r"大爷|大妈|大娘|大伯|阿姨|先生|女士|作者|导演|主演|总统|总理|首相|国王|皇帝|将军|法官|检察官|律师|院士|任命|聘请|推选|"
    # 技师, 焊工, 种粮能手, 老秤匠, 民警: any word that ends as one for a person does
    r"[\u4e00-\u9fff][师工匠警医员长手]|主持人|负责人|合伙人|带头人|获得者|创始人|儿子|女儿|妻子|丈夫|老伴|徒弟|师傅|同学|的人叫"
)
_SAYS = r"说|表示|介绍|告诉|坦言|认为|指出|强调|提醒|透露|称|回忆|感慨|笑着|答|凭借|今年|以|果断|夺|摘|获|率|带"


@functools.cache
def _pattern() -> re.Pattern[str]:
    singles, rare, more, doubles = (row[0] for row in read_table("surnames.tsv"))
    surname = rf"(?:{'|'.join(doubles.split())}|[{singles}{rare}{more}])"
    return re.compile(
        rf"(?=(?P<title>(?<![\u4e00-\u9fff])|{TITLE}|[、（(:：的])(?P<sur>{surname})(?P<given>[\u4e00-\u9fff]{{1,2}}))"
    )


# the best sentence is asked for its names by several rules
@functools.lru_cache(maxsize=64)
def names(folded: str) -> Mapping[tuple[int, int], tuple[float, float, float]]:
    """Return what may be persons' names by their places: `(1, after a title, before a word of saying)`."""
    found: dict[tuple[int, int], tuple[float, float, float]] = {}
    for match in _pattern().finditer(folded):
        for size in range(1, len(match["given"]) + 1):
            end = match.start("given") + size
            says = float(
                bool(re.match(rf"(?:{_SAYS})", folded[end : end + 3]))
                or not re.match(r"[\u4e00-\u9fff]", folded[end : end + 1])
            )
            found[(match.start("sur"), end)] = (1.0, float(len(match["title"]) > 1), says)
    return found


_SPEAKER = re.compile(r"(?:^|[,;:。“”])([^,;:。“”]{2,24}?)(?:表示|介绍|说道?|告诉记者|指出|坦言|透露|提醒|强调|认为)")


def speaker(folded: str) -> tuple[int, int] | None:
    """Return who is said to speak, by role where no name stands there: 市中心相关负责人."""
    match = _SPEAKER.search(folded)
    return match.span(1) if match else None
