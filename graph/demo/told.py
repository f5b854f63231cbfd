"""Two years of asking, as the story tells it: the chain of 郭长庚, promises owed, asks in vain, campaigns."""

from __future__ import annotations

from datetime import date

# way of asking: how many were asked, promised, gave a name that consented, were met, bought
FUNNEL = {
    "ask_after_sale": (48, 29, 19, 13, 8),
    "direct_request": (64, 41, 26, 18, 9),
    "business_event": (31, 19, 15, 12, 4),
    "spontaneous": (9, 9, 8, 6, 3),
    "promotion": (12, 7, 3, 2, 1),
    "implicit": (40, 14, 6, 4, 2),
}

# referrer, referred, way of asking, how it stands, won 万元; asked, consented and won how many days ago
CHAIN = """
    郭长庚 邵文柏 direct_request won 260 690 652 570
    郭长庚 秦述白 business_event met 0 672 634 0
    郭长庚 魏清和 implicit lost 0 640 598 0
    邵文柏 韩雪松 direct_request won 310 548 496 420
    邵文柏 丁若谷 promotion declined 0 380 330 0
    秦述白 方雨桐 ask_after_sale won 620 560 508 400
    秦述白 姚守拙 business_event met 0 470 418 0
    秦述白 温如玉 implicit expired 0 610 552 0
    韩雪松 钱立群 direct_request won 95 402 341 250
    韩雪松 彭越川 ask_after_sale won 60 310 249 96
    方雨桐 许牧 direct_request qualified 0 385 324 0
    方雨桐 梁伟民 direct_request met 0 290 231 0
    姚守拙 常思源 spontaneous contacted 0 300 237 0
    姚守拙 全景行 business_event consented 0 205 141 0
    钱立群 段思齐 ask_after_sale consented 0 130 113 0
    许牧 江心月 direct_request contacted 0 142 125 0
    许牧 贾思远 direct_request consented 0 139 122 0
    贺兰舟 周启明 business_event met 0 590 566 0
    柏清源 姚守拙 business_event met 0 260 244 0
"""
# Promised, and still without a name: who, how asked, days ago, and where to
OWED = """
    许牧 direct_request 34 青屿物流
    钱立群 ask_after_sale 18 东澜电气
    韩雪松 direct_request 82 -
    姚守拙 business_event 101 -
"""
# Asked in vain: who, how, how it ended, how often
VAIN = """
    秦述白 direct_request expired 2
    邵文柏 direct_request expired 3
    郭长庚 direct_request expired 4
    韩雪松 ask_after_sale expired 4
    贺兰舟 business_event declined 5
    魏清和 implicit declined 4
    温如玉 implicit expired 3
"""
NEVER_ASKED = ("祁慕云", "戚望舒", "傅瑶")

CAMPAIGNS = {  # id: name, technique, start, end, budget and cost of an ask in yuan, rule of reward
    "hw-c1": (
        "港口能效开放日",
        "business_event",
        date(2025, 4, 1),
        date(2026, 10, 31),
        180_000,
        600,
        "只致谢，不付介绍费",
    ),
    "hw-c2": (
        "老客户优惠名额",
        "promotion",
        date(2025, 9, 1),
        date(2026, 6, 30),
        60_000,
        300,
        "名额给引荐人单位，书面告知",
    ),
}
WINS = (24, 36, 48, 60, 75, 90, 120, 150, 210)  # 万元
DEALS = "能耗监测改造 配电室智能化 空压站节能 照明与空调群控 计量采集升级 变频改造 能源管理服务 数据采集网关".split()
