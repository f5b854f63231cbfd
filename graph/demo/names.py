"""Names that sound real and belong to nobody: a surname and a given name put together by a seeded draw."""

from __future__ import annotations

import random
from collections.abc import Iterator

SURNAMES = (
    "王李张刘陈杨黄吴徐孙胡朱高林何罗梁宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭"
    "贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳"
)
GIVEN = (
    "望津 砚池 知行 云舒 若川 景澜 怀谷 思衡 予安 以宁 听澜 慕远 清和 书砚 牧野 长风 远帆 临渊 守真 明澈 "
    "立诚 承泽 启明 敬亭 静安 素心 晓棠 雨眠 子衿 采薇 令仪 佳树 月白 疏影 南乔 北辰 西洲 东篱 乐山 致远 "
    "鹤鸣 归舟 渔歌 竹溪 松岩 柏舟 梅村 兰亭 菊隐 荷风 秋水 春山 夏木 冬阳 伟岸 建业 国栋 志恒 海峰 永康 "
    "卫东 红军 秀兰 桂英 丽华 淑敏 玉洁 文君 晓岚 雅琴 振邦 振宇 世昌 光耀 德润 宏图 鹏程 浩然 嘉言 懿行 "
    "一鸣 亦凡 可心 乐言 沐晴 沛霖 润之 泽宇 清扬 涵之 溪亭 潇然 澄怀 瀚文 灵均 烨然 玥明 珂宁 琢玉 瑾瑜"
).split()


def fresh(rng: random.Random, taken: set[str]) -> Iterator[str]:
    """Names nobody in `taken` has, one after another; every name given is added to `taken`."""
    while True:
        name = rng.choice(SURNAMES) + rng.choice(GIVEN)
        if name not in taken:
            taken.add(name)
            yield name
