"""Telephone numbers."""

from qa.numbers.forms import Form, form

_PHONE = {"kind": "phone", "value": None, "unit": None, "unit_text": None, "qualifier": None}

PHONES: tuple[Form, ...] = (
    form(
        "电话",
        r"(?<![0-9.-])(?:0[0-9]{2,3}[-—－ ][0-9]{7,8}|400[-—－]?[0-9]{3,4}[-—－]?[0-9]{3,4}|1[3-9][0-9]{9})(?![0-9.])",
        lambda m: dict(_PHONE),
    ),
    form("电话", r"(?<=拨打|致电|电话|热线)[0-9]{3,8}(?![0-9.万亿千百个次人部条元%])", lambda m: dict(_PHONE)),
    form("电话", r"(?:(?<=电话为)|(?<=电话：)|(?<=热线：)|(?<=热线为))[0-9]{3,8}(?![0-9.])", lambda m: dict(_PHONE)),
)
