"""The people with a part in the story: where they sit, where they stand, and who of ours knows them.

A contact is written 李3c9: rep, stage of the relationship, closeness (c close, f frequent, d distant), days since.
"""

from __future__ import annotations

from typing import NamedTuple

TOP, MID, LOW = "decision", "management", "operation"
TEC, USE, FIN, BUY, ADM = "technical", "user", "finance", "purchasing", "administration"
_WORDS = {
    "top": TOP, "mid": MID, "low": LOW, "tec": TEC, "use": USE, "fin": FIN, "buy": BUY, "adm": ADM,
    "sup": "supporter", "neu": "neutral", "opp": "opponent", "unk": "unknown", "-": "",
}  # fmt: skip

# 青屿港务: name, post, level, function, attitude, unit, superior, role, type of buyer, weight % in 二期, contacts
_PORT = """
    陆承远 董事长 top adm unk 集团领导 - influencer - 4
    沈砚秋 总经理 top adm neu 集团领导 陆承远 decider economic 26 林1d132
    叶知微 总经办主任 mid adm sup 总经理办公室 沈砚秋 gatekeeper - 2 吴2f26
    周启明 分管设备副总 top tec sup 集团领导 沈砚秋 influencer technical 14 吴3c12
    罗敬之 分管生产副总 top use opp 集团领导 沈砚秋 influencer user 9 吴1d61
    何静姝 总会计师 top fin unk 集团领导 沈砚秋 decider actual 11
    梁伟民 设备部部长 mid tec sup 设备部 周启明 designer technical 9 李3f21
    方雨桐 信息中心主任 mid tec sup 信息中心 周启明 evaluator technical 8 陈3f18 李2f30
    谭志远 生产调度部长 mid use opp 生产调度部 罗敬之 user user 3
    许牧 码头公司经理 mid use sup 码头公司 罗敬之 initiator user 3 赵2f34
    顾明礼 采购部部长 mid buy neu 采购部 何静姝 buyer actual 6 李1d47
    郑晓岚 能源主管 low tec sup 设备部 梁伟民 initiator coach 2 李4c14
    马骏 电气工程师 low tec unk 设备部 郑晓岚 user user 0
    宋以宁 系统架构师 low tec neu 信息中心 方雨桐 evaluator technical 2 陈1f38
    丁海 调度班长 low use neu 生产调度部 谭志远 user user 0 赵1d74
    江一帆 设备技术员 low use sup 码头公司 许牧 user user 0 赵3f19
    曹颖 招标主管 low buy unk 采购部 顾明礼 buyer actual 0
    白露 预算经理 low fin unk 财务部 何静姝 evaluator actual 1
"""

# Elsewhere: name, post, level, function, attitude, contacts
_CAST = {
    "港口能效专委会": """
        秦述白 秘书长 top adm sup 李3c9
    """,
    "绿色港口联盟": """
        祁慕云 轮值秘书 top adm unk
        贺兰舟 理事长 top adm sup 林2f70
        柏清源 标准组组长 mid tec neu 李3f28
        卫长风 会员部主任 mid adm neu
        苗月华 会务主管 low adm neu
        岑子墨 碳核算专员 low tec unk
        于归航 秘书处干事 low adm unk
    """,
    "江岚大学 EMBA": """
        章怀远 中心主任 top adm neu
        傅瑶 班级联络人 mid adm neu 陈1d40
        施乐天 课程主任 mid adm unk
        温如玉 客座教授 mid tec neu 陈2d150
        康宁远 校友会干事 low adm sup
        佟家声 实践导师 low use unk
    """,
    "华东港航设计院": """
        戚望舒 副院长 top tec sup 陈3c22
        姚守拙 电气所所长 mid tec sup 陈2f101
        常思源 主任工程师 mid tec neu 陈2f64
        郁文清 项目经理 mid use sup
        解立言 审图工程师 low tec opp
        全景行 自控设计师 low tec unk
        乐知秋 造价工程师 low fin neu
    """,
    "海东重工": """
        郭长庚 分管动力副总 top tec sup 李4c16
        魏清和 总工程师 top tec opp 赵1d188
        简宁 能源处处长 mid tec neu 赵2f55
        尹书航 工艺处处长 mid use neu
        舒望川 动力工程师 low tec unk
        古月明 车间主任 low use opp
    """,
    "临湾能源": """
        邵文柏 副总经理 top tec sup 李4c24
        石明远 设备部部长 mid tec sup 李3f33
        丁若谷 规划部部长 mid use neu
        毕云帆 自控工程师 low tec sup 李2f46
        纪怀安 运行班长 low use unk
        柳新程 规划专员 low use unk
    """,
    "云汐电力": """
        韩雪松 副总经理 top tec sup 李4c20
        彭越川 生产技术部部长 mid tec sup 李3f96
    """,
    "东澜电气": """
        钱立群 总经理 top adm sup 李3f18
        段思齐 制造部部长 mid use unk
    """,
    "青屿物流": """
        江心月 运营总监 top use neu 赵1d110
        贾思远 设备经理 mid tec unk
    """,
}
NAMESAKE = ("张晓峰", ("津渡港", "燕北轨道"))  # two people, one name: on purpose


class Part(NamedTuple):
    """One of the cast. From `unit` on for 青屿港务 only; `role`, `buyer` and `weight` are those in its 二期."""

    name: str
    account: str
    title: str
    level: str
    function: str
    attitude: str
    contacts: tuple[str, ...]
    unit: str = ""
    boss: str = ""
    role: str = ""
    buyer: str = ""
    weight: int = 0


def _port(line: str) -> Part:
    words = [_WORDS.get(word, word) for word in line.split()]
    unit, boss, role, buyer, weight = words[5:10]
    name, title, level, function, attitude = words[:5]
    seen = tuple(words[10:])
    return Part(name, "青屿港务", title, level, function, attitude, seen, unit, boss, role, buyer, int(weight))


def _part(account: str, line: str) -> Part:
    name, title, level, function, attitude, *contacts = (_WORDS.get(word, word) for word in line.split())
    return Part(name, account, title, level, function, attitude, tuple(contacts))


PORT: dict[str, Part] = {p.name: p for p in map(_port, _PORT.strip().splitlines())}
CAST: dict[str, Part] = PORT | {
    p.name: p for account, lines in _CAST.items() for p in (_part(account, x) for x in lines.strip().splitlines())
}
