"""Which of two lines goes on from a broken paragraph: the next one, the one behind it, or none that can be told."""

import re

from index.pages.captions import has_no_subject, is_scene, shows_people
from index.pages.continuity import Continuity, is_fresh

HERE, THERE, NOWHERE = "here", "there", "nowhere"
# behind these a clause with its own subject may follow: it is no proof of a caption that one does
_TAKES_A_CLAUSE = re.compile(r"(?:[，；;：:]|[让使令请由]|组织|看到|只见|邀请|带领|安排)$")
# a comparison or a reckoning wants a figure, never what a picture shows
_WANTS_A_FIGURE = re.compile(r"(?:相比|相较|测算|统计|估算|(?:按照|根据|依照)[^，。；]*)，$")
# 让|群众得到实惠, 深受|村民好评
_WANTS_SOMEBODY = re.compile(
    r"(?:[让使令请由为给向对把被与和及、的]|受到?|得到|赢得|惠及|带动|服务|帮助|满足|方便|吸引|组织|引导|鼓励|支持|培训|聘请|邀请|安排|近|余|多)$"
)


def choose(before: str, here: str, later: str | None, continuity: Continuity, *, credited: bool) -> str:
    """Return where the paragraph that stops at `before` goes on, when `here` has the shape of a caption.

    A sentence put together wrongly is a false quotation, so what is doubtful goes on nowhere.
    """
    near = continuity.score(before, here)
    far = continuity.score(before, later) if later is not None and not is_fresh(later) else -1
    if far > max(near, 0) or (far > 0 and is_scene(here)):
        return THERE
    if near > 0:
        return HERE
    if credited:
        return THERE
    if not is_scene(here):
        return NOWHERE if shows_people(here) and not _WANTS_SOMEBODY.search(before) else HERE
    takes = _TAKES_A_CLAUSE.search(before) and not _WANTS_A_FIGURE.search(before)
    return NOWHERE if far < 0 or takes or has_no_subject(here) else THERE
