"""What the story says about who knows whom, who moves whom, and whose circle reaches where."""

from __future__ import annotations

# kind: one-other and how strong
KNOWS = {
    "business_partner": """
        秦述白-周启明2 秦述白-方雨桐3 秦述白-郭长庚2 秦述白-魏清和1 秦述白-邵文柏3 秦述白-戚望舒2
        秦述白-贺兰舟2 秦述白-柏清源3 秦述白-姚守拙2 秦述白-温如玉1 贺兰舟-周启明1 郭长庚-邵文柏2
        石明远-简宁1 郁文清-卫长风1
    """,
    "alumni": """
        秦述白-傅瑶2 方雨桐-傅瑶3 方雨桐-何静姝3 傅瑶-施乐天2 傅瑶-康宁远1 施乐天-温如玉1
        康宁远-章怀远2 康宁远-佟家声1
    """,
    "colleague": """
        周启明-沈砚秋3 周启明-何静姝2 方雨桐-叶知微2 沈砚秋-陆承远1 沈砚秋-罗敬之2 何静姝-顾明礼2
        何静姝-白露2 郑晓岚-白露2 郭长庚-简宁2 魏清和-尹书航2 简宁-舒望川1 尹书航-古月明2
        邵文柏-石明远3 邵文柏-丁若谷1 石明远-毕云帆2 石明远-纪怀安2 丁若谷-柳新程1 戚望舒-常思源3
        戚望舒-郁文清2 戚望舒-姚守拙2 常思源-解立言2 常思源-全景行1 郁文清-乐知秋1 贺兰舟-卫长风1
        柏清源-祁慕云3 卫长风-苗月华1 祁慕云-岑子墨2 祁慕云-于归航3
    """,
    "former_colleague": "韩雪松-邵文柏2 韩雪松-钱立群2 江心月-许牧2 贾思远-许牧1",
}
PROPOSED = "施乐天-何静姝 常思源-丁若谷 尹书航-佟家声"  # alike enough to ask about; nobody has confirmed them
FORMERLY = {"江心月": "青屿港务", "贾思远": "青屿港务", "韩雪松": "临湾能源", "钱立群": "云汐电力"}  # jobs that ended

# one>other, how strong and in what
MOVES = """
    周启明>沈砚秋3设备投资 罗敬之>沈砚秋3生产安全 周启明>罗敬之1预算之争 梁伟民>周启明2技术路线 许牧>罗敬之2现场试点
    秦述白>周启明3能效标准 秦述白>邵文柏2能效标准 秦述白>郭长庚2能效标准 秦述白>贺兰舟2行业议程
    秦述白>方雨桐2示范项目 秦述白>戚望舒2标准编制 秦述白>柏清源2标准编制 祁慕云>柏清源3碳核算
    祁慕云>于归航3行业议程 祁慕云>岑子墨2碳核算 贺兰舟>卫长风2行业议程 贺兰舟>陆承远2行业议程
    邵文柏>石明远3设备选型 邵文柏>韩雪松2能源互济 郭长庚>简宁2动力改造 郭长庚>魏清和1动力改造
    戚望舒>常思源3设计规范 戚望舒>梁伟民2设计规范 傅瑶>施乐天1同学会 温如玉>施乐天1课程
    韩雪松>彭越川2电站改造 钱立群>段思齐2产线节能 魏清和>尹书航2工艺
"""

# Whose word carries beyond their own house: name: kind, topic, and the accounts whose upper people they know
REACH = {
    "祁慕云": (
        "business_partner",
        "行业议程",
        "临港制造商会 锦帆船舶 轨道交通校友会 星渡轨道 珠岸轨道 汉衡重工 锦里轨道 蜀衡机械",
    ),
    "贺兰舟": ("business_partner", "行业议程", "津渡港 临湾港航 楚江港务"),
    "戚望舒": ("business_partner", "设计规范", "临湾港航 沧浪轨道 津渡港 粤湾能投"),
    "邵文柏": ("business_partner", "能源互济", "荆湖能源 朔原电力 巴岭水电"),
    "魏清和": ("business_partner", "工艺", "冀川重机 汉衡重工"),
    "傅瑶": ("alumni", "同学会", "清柏大学 云汐电力 沧浪轨道"),
    "温如玉": ("alumni", "课程", "江岚大学 冀川重机"),
}
# The two circles that nobody of ours has a way into: body, its orphaned account, members of it there
CIRCLES = (("临港制造商会", "锦帆船舶", 6), ("轨道交通校友会", "星渡轨道", 5))

CENTRES = {  # name: state, basis, sphere
    "秦述白": ("cooperating", "achievement;character", "business;social"),
    "祁慕云": ("identified", "office;character", "business;social"),
    "郭长庚": ("recommending", "position;achievement", "business"),
    "邵文柏": ("recommending", "position;character", "business"),
    "韩雪松": ("recommending", "position", "business"),
    "钱立群": ("recommending", "position", "business"),
    "贺兰舟": ("user", "office", "business;social"),
    "魏清和": ("user", "position", "business"),
    "戚望舒": ("identified", "achievement", "business"),
    "傅瑶": ("identified", "character", "social"),
}
