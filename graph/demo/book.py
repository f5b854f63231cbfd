"""The book of business of 衡湾智控 (Hengwan Controls): reps, accounts and the circles around them. All made up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

TODAY = date(2026, 11, 22)
YI_WAN = 10_000  # the pictures count money in 万元


def ago(days: int) -> date:
    """The day that many days before the demo's own today."""
    return TODAY - timedelta(days=days)


class Ours(NamedTuple):
    """One of our reps."""

    name: str
    tier: str
    maturity: str
    region: str = ""
    active: str = "yes"


REPS = {
    "林": Ours("林观澜", "executive", "mature"),
    "吴": Ours("吴承泽", "ka_manager", "mature"),
    "李": Ours("李沐阳", "field", "senior", "华东"),
    "陈": Ours("陈嘉禾", "field", "senior", "华东"),
    "赵": Ours("赵一诺", "field", "middle", "华东"),
    "卓": Ours("卓以珩", "field", "senior", "华南"),
    "裴": Ours("裴启航", "field", "middle", "华北"),
    "邬": Ours("邬若溪", "field", "junior", "华中"),
    "冯": Ours("冯栖迟", "field", "senior", "华中", active="no"),
}


class Firm(NamedTuple):
    """A body in the book: our `revenue` a year in 万元, key people, how many we know, reps (the first leads)."""

    region: str
    trade: str
    revenue: int
    size: int
    known: int
    reps: str
    kind: str = "owner_user"


ACCOUNTS = {
    "青屿港务": Firm("华东", "港口物流", 1640, 18, 12, "李吴林陈赵"),
    "临湾港航": Firm("华东", "港口物流", 420, 9, 4, "赵"),
    "南屿港业": Firm("华南", "港口物流", 760, 11, 7, "卓吴"),
    "津渡港": Firm("华北", "港口物流", 980, 14, 6, "裴吴"),
    "楚江港务": Firm("华中", "港口物流", 310, 8, 2, "邬"),
    "渝江物流": Firm("西南", "港口物流", 240, 6, 1, "邬"),
    "临湾能源": Firm("华东", "能源电力", 1240, 16, 12, "李吴陈"),
    "云汐电力": Firm("华东", "能源电力", 890, 12, 9, "李陈"),
    "粤湾能投": Firm("华南", "能源电力", 1120, 15, 6, "卓林"),
    "朔原电力": Firm("华北", "能源电力", 640, 12, 3, "裴"),
    "荆湖能源": Firm("华中", "能源电力", 520, 9, 5, "邬"),
    "巴岭水电": Firm("西南", "能源电力", 880, 13, 8, "邬吴"),
    "海东重工": Firm("华东", "装备制造", 1480, 17, 11, "李赵吴"),
    "东澜电气": Firm("华东", "装备制造", 360, 7, 5, "李"),
    "锦帆船舶": Firm("华南", "装备制造", 540, 10, 0, ""),
    "冀川重机": Firm("华北", "装备制造", 720, 12, 5, "裴赵"),
    "汉衡重工": Firm("华中", "装备制造", 460, 9, 4, "邬"),
    "蜀衡机械": Firm("西南", "装备制造", 380, 8, 3, "邬"),
    "沧浪轨道": Firm("华东", "轨道交通", 610, 11, 7, "赵陈"),
    "珠岸轨道": Firm("华南", "轨道交通", 830, 13, 4, "卓"),
    "燕北轨道": Firm("华北", "轨道交通", 1060, 15, 9, "裴林"),
    "星渡轨道": Firm("华中", "轨道交通", 280, 7, 0, ""),
    "锦里轨道": Firm("西南", "轨道交通", 450, 9, 5, "邬"),
    "江岚大学": Firm("华东", "高校医院", 180, 10, 6, "陈李"),
    "岭秀医院": Firm("华南", "高校医院", 150, 6, 2, "卓"),
    "清柏大学": Firm("华北", "高校医院", 220, 8, 3, "裴"),
    "湘麓医院": Firm("华中", "高校医院", 120, 5, 1, "邬"),
}
ORPHANS = ("锦帆船舶", "星渡轨道")  # 冯栖迟 left; nobody took them over

# Bodies that join the accounts, and a subsidiary we hear of
AROUND = {
    "港口能效专委会": Firm("华东", "行业协会", 0, 4, 2, "李", "intermediary"),
    "绿色港口联盟": Firm("华东", "行业协会", 0, 7, 2, "林李", "intermediary"),
    "江岚大学 EMBA": Firm("华东", "商学院", 0, 6, 2, "陈", "intermediary"),
    "华东港航设计院": Firm("华东", "设计咨询", 0, 7, 3, "陈", "intermediary"),
    "临港制造商会": Firm("华南", "行业协会", 0, 4, 0, "", "intermediary"),
    "轨道交通校友会": Firm("华中", "行业协会", 0, 3, 0, "", "intermediary"),
    "青屿物流": Firm("华东", "港口物流", 0, 3, 1, "赵", "contractor"),
}

# How many of the one know somebody of the other
_BETWEEN = """
    青屿港务-临湾能源-9 青屿港务-海东重工-7 青屿港务-江岚大学-6 青屿港务-津渡港-5
    青屿港务-南屿港业-4 青屿港务-临湾港航-6 青屿港务-沧浪轨道-3 临湾能源-云汐电力-11
    临湾能源-海东重工-5 云汐电力-巴岭水电-3 云汐电力-粤湾能投-4 海东重工-锦帆船舶-4
    海东重工-冀川重机-5 海东重工-东澜电气-6 沧浪轨道-燕北轨道-5 沧浪轨道-珠岸轨道-3
    燕北轨道-清柏大学-4 津渡港-朔原电力-3 冀川重机-燕北轨道-3 粤湾能投-岭秀医院-3
    汉衡重工-荆湖能源-4 锦里轨道-蜀衡机械-3 楚江港务-渝江物流-3 江岚大学-沧浪轨道-4
"""
BETWEEN = [(one, other, int(count)) for one, other, count in (pair.split("-") for pair in _BETWEEN.split())]
