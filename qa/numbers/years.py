"""Years as they are written: 2024, 二〇二四, 公元前216, 民国十六, 光绪三十三; without the 年 that follows."""

import re

from index.numerals import DIGIT, parse

# by the year of our era that its 元年 is; left out are those that are also names of today's counties (咸丰, 景泰, 绍兴)
# and those used twice (至元); written as sentences are read, in simplified characters one by one: 乾 is 干
ERAS = {
    "贞观": 627, "开元": 713, "天宝": 742, "庆历": 1041, "熙宁": 1068, "元丰": 1078, "靖康": 1126, "至正": 1341,
    "洪武": 1368, "建文": 1399, "永乐": 1403, "宣德": 1426, "正统": 1436, "成化": 1465, "弘治": 1488, "正德": 1506,
    "嘉靖": 1522, "万历": 1573, "天启": 1621, "崇祯": 1628, "顺治": 1644, "康熙": 1662, "雍正": 1723, "干隆": 1736,
    "嘉庆": 1796, "道光": 1821, "光绪": 1875, "宣统": 1909, "民国": 1912, "明治": 1868, "昭和": 1926, "平成": 1989,
}  # fmt: skip
_COUNTED = rf"(?:元|{DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_ERA = re.compile(rf"({'|'.join(ERAS)})({_COUNTED})")
_OUR_ERA = re.compile(r"(?:公元|西元)(前?)(.+)")
YEAR = (
    rf"(?:(?<![0-9０-９.])(?:[12１２]{DIGIT}{{3}})|[一二][零〇○一二三四五六七八九]{{3}}|(?:公元|西元)前?{DIGIT}{{1,4}}"
    rf"|(?:{'|'.join(ERAS)}){_COUNTED})"
)


def iso_year(text: str) -> str:
    """Return a year that YEAR matches in ISO 8601: four digits; 公元前1年 is the year 0000."""
    if era := _ERA.fullmatch(text):
        return f"{ERAS[era[1]] - 1 + (1 if era[2] == '元' else int(parse(era[2]))):04d}"
    ours = _OUR_ERA.fullmatch(text)
    year = int(parse(ours[2] if ours else text))
    return f"-{year - 1:04d}" if ours and ours[1] and year > 1 else f"{0 if ours and ours[1] else year:04d}"
