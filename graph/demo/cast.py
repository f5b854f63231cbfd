"""The people with a part in the story, and what joins them. A contact is written 李3c9: rep, stage, closeness, days."""

from __future__ import annotations

D, M, O = "decision", "management", "operation"
SUP, NEU, OPP, UNK = "supporter", "neutral", "opponent", "unknown"
TEC, USE, FIN, BUY, ADM = "technical", "user", "finance", "purchasing", "administration"

# 青屿港务: name: post, level, function, unit, boss, role, buyer type, attitude, weight % in 二期, contacts
PORT = {
    "陆承远": ("董事长", D, ADM, "集团领导", "", "influencer", "", UNK, 4, ""),
    "沈砚秋": ("总经理", D, ADM, "集团领导", "陆承远", "decider", "economic", NEU, 26, "林1d132"),
    "叶知微": ("总经办主任", M, ADM, "总经理办公室", "沈砚秋", "gatekeeper", "", SUP, 2, "吴2f26"),
    "周启明": ("分管设备副总", D, TEC, "集团领导", "沈砚秋", "influencer", "technical", SUP, 14, "吴3c12"),
    "罗敬之": ("分管生产副总", D, USE, "集团领导", "沈砚秋", "influencer", "user", OPP, 9, "吴1d61"),
    "何静姝": ("总会计师", D, FIN, "集团领导", "沈砚秋", "decider", "actual", UNK, 11, ""),
    "梁伟民": ("设备部部长", M, TEC, "设备部", "周启明", "designer", "technical", SUP, 9, "李3f21"),
    "方雨桐": ("信息中心主任", M, TEC, "信息中心", "周启明", "evaluator", "technical", SUP, 8, "陈3f18 李2f30"),
    "谭志远": ("生产调度部长", M, USE, "生产调度部", "罗敬之", "user", "user", OPP, 3, ""),
    "许牧": ("码头公司经理", M, USE, "码头公司", "罗敬之", "initiator", "user", SUP, 3, "赵2f34"),
    "顾明礼": ("采购部部长", M, BUY, "采购部", "何静姝", "buyer", "actual", NEU, 6, "李1d47"),
    "郑晓岚": ("能源主管", O, TEC, "设备部", "梁伟民", "initiator", "coach", SUP, 2, "李4c14"),
    "马骏": ("电气工程师", O, TEC, "设备部", "郑晓岚", "user", "user", UNK, 0, ""),
    "宋以宁": ("系统架构师", O, TEC, "信息中心", "方雨桐", "evaluator", "technical", NEU, 2, "陈1f38"),
    "丁海": ("调度班长", O, USE, "生产调度部", "谭志远", "user", "user", NEU, 0, "赵1d74"),
    "江一帆": ("设备技术员", O, USE, "码头公司", "许牧", "user", "user", SUP, 0, "赵3f19"),
    "曹颖": ("招标主管", O, BUY, "采购部", "顾明礼", "buyer", "actual", UNK, 0, ""),
    "白露": ("预算经理", O, FIN, "财务部", "何静姝", "evaluator", "actual", UNK, 1, ""),
}

# name: account, post, level, function, attitude, contacts
CAST = {
    "秦述白": ("港口能效专委会", "秘书长", D, ADM, SUP, "李3c9"),
    "傅瑶": ("江岚大学 EMBA", "班级联络人", M, ADM, NEU, "陈1d40"),
    "施乐天": ("江岚大学 EMBA", "课程主任", M, ADM, UNK, ""),
    "康宁远": ("江岚大学 EMBA", "校友会干事", O, ADM, SUP, ""),
    "温如玉": ("江岚大学 EMBA", "客座教授", M, TEC, NEU, "陈2d150"),
    "章怀远": ("江岚大学 EMBA", "中心主任", D, ADM, NEU, ""),
    "佟家声": ("江岚大学 EMBA", "实践导师", O, USE, UNK, ""),
    "郭长庚": ("海东重工", "分管动力副总", D, TEC, SUP, "李4c16"),
    "魏清和": ("海东重工", "总工程师", D, TEC, OPP, "赵1d188"),
    "简宁": ("海东重工", "能源处处长", M, TEC, NEU, "赵2f55"),
    "尹书航": ("海东重工", "工艺处处长", M, USE, NEU, ""),
    "舒望川": ("海东重工", "动力工程师", O, TEC, UNK, ""),
    "古月明": ("海东重工", "车间主任", O, USE, OPP, ""),
    "邵文柏": ("临湾能源", "副总经理", D, TEC, SUP, "李4c24"),
    "石明远": ("临湾能源", "设备部部长", M, TEC, SUP, "李3f33"),
    "丁若谷": ("临湾能源", "规划部部长", M, USE, NEU, ""),
    "毕云帆": ("临湾能源", "自控工程师", O, TEC, SUP, "李2f46"),
    "纪怀安": ("临湾能源", "运行班长", O, USE, UNK, ""),
    "柳新程": ("临湾能源", "规划专员", O, USE, UNK, ""),
    "韩雪松": ("云汐电力", "副总经理", D, TEC, SUP, "李4c20"),
    "彭越川": ("云汐电力", "生产技术部部长", M, TEC, SUP, "李3f96"),
    "钱立群": ("东澜电气", "总经理", D, ADM, SUP, "李3f18"),
    "段思齐": ("东澜电气", "制造部部长", M, USE, UNK, ""),
    "戚望舒": ("华东港航设计院", "副院长", D, TEC, SUP, "陈3c22"),
    "姚守拙": ("华东港航设计院", "电气所所长", M, TEC, SUP, "陈2f101"),
    "常思源": ("华东港航设计院", "主任工程师", M, TEC, NEU, "陈2f64"),
    "郁文清": ("华东港航设计院", "项目经理", M, USE, SUP, ""),
    "解立言": ("华东港航设计院", "审图工程师", O, TEC, OPP, ""),
    "全景行": ("华东港航设计院", "自控设计师", O, TEC, UNK, ""),
    "乐知秋": ("华东港航设计院", "造价工程师", O, FIN, NEU, ""),
    "祁慕云": ("绿色港口联盟", "轮值秘书", D, ADM, UNK, ""),
    "贺兰舟": ("绿色港口联盟", "理事长", D, ADM, SUP, "林2f70"),
    "柏清源": ("绿色港口联盟", "标准组组长", M, TEC, NEU, "李3f28"),
    "卫长风": ("绿色港口联盟", "会员部主任", M, ADM, NEU, ""),
    "苗月华": ("绿色港口联盟", "会务主管", O, ADM, NEU, ""),
    "岑子墨": ("绿色港口联盟", "碳核算专员", O, TEC, UNK, ""),
    "于归航": ("绿色港口联盟", "秘书处干事", O, ADM, UNK, ""),
    "江心月": ("青屿物流", "运营总监", D, USE, NEU, "赵1d110"),
    "贾思远": ("青屿物流", "设备经理", M, TEC, UNK, ""),
}
NAMESAKE = ("张晓峰", ("津渡港", "燕北轨道"))  # two people, one name: on purpose

# Who knows whom: kind: a-b strength
KNOWS = {
    "business_partner": """秦述白-周启明2 秦述白-方雨桐3 秦述白-郭长庚2 秦述白-魏清和1 秦述白-邵文柏3 秦述白-戚望舒2 秦述白-贺兰舟2
        秦述白-柏清源3 贺兰舟-周启明1 郭长庚-邵文柏2 石明远-简宁1 郁文清-卫长风1 姚守拙-秦述白2 温如玉-秦述白1""",
    "alumni": """秦述白-傅瑶2 方雨桐-傅瑶3 方雨桐-何静姝3 傅瑶-施乐天2 傅瑶-康宁远1 施乐天-温如玉1 康宁远-章怀远2 康宁远-佟家声1""",
    "colleague": """周启明-沈砚秋3 周启明-何静姝2 方雨桐-叶知微2 沈砚秋-陆承远1 沈砚秋-罗敬之2 何静姝-顾明礼2 何静姝-白露2 郑晓岚-白露2
        郭长庚-简宁2 魏清和-尹书航2 简宁-舒望川1 尹书航-古月明2 邵文柏-石明远3 邵文柏-丁若谷1 石明远-毕云帆2 石明远-纪怀安2
        丁若谷-柳新程1 戚望舒-常思源3 戚望舒-郁文清2 戚望舒-姚守拙2 常思源-解立言2 常思源-全景行1 郁文清-乐知秋1 贺兰舟-卫长风1
        柏清源-祁慕云3 卫长风-苗月华1 祁慕云-岑子墨2 祁慕云-于归航3""",
    "former_colleague": "韩雪松-邵文柏2 韩雪松-钱立群2 江心月-许牧2 贾思远-许牧1",
}
PROPOSED = "施乐天-何静姝 常思源-丁若谷 尹书航-佟家声"  # alike enough to ask about; nobody has confirmed them

# Who moves whom: a>b strength topic
MOVES = """周启明>沈砚秋3设备投资 罗敬之>沈砚秋3生产安全 梁伟民>周启明2技术路线 许牧>罗敬之2现场试点 秦述白>周启明3能效标准 秦述白>邵文柏2能效标准
    秦述白>郭长庚2能效标准 秦述白>贺兰舟2行业议程 秦述白>方雨桐2示范项目 秦述白>戚望舒2标准编制 秦述白>柏清源2标准编制 祁慕云>柏清源3碳核算
    祁慕云>于归航3行业议程 祁慕云>岑子墨2碳核算 贺兰舟>卫长风2行业议程 贺兰舟>陆承远2行业议程 邵文柏>石明远3设备选型 邵文柏>韩雪松2能源互济
    郭长庚>简宁2动力改造 郭长庚>魏清和1动力改造 戚望舒>常思源3设计规范 戚望舒>梁伟民2设计规范 傅瑶>施乐天1同学会 温如玉>施乐天1课程
    韩雪松>彭越川2电站改造 钱立群>段思齐2产线节能 魏清和>尹书航2工艺"""

CENTRES = {  # name: state, basis, sphere
    "秦述白": ("cooperating", "achievement;character", "business;social"),
    "祁慕云": ("identified", "office;character", "business;social"),
    "郭长庚": ("recommending", "position;achievement", "business"),
    "邵文柏": ("recommending", "position;character", "business"),
    "韩雪松": ("recommending", "position", "business"),
    "贺兰舟": ("user", "office", "business;social"),
    "戚望舒": ("identified", "achievement", "business"),
    "傅瑶": ("identified", "character", "social"),
    "钱立群": ("recommending", "position", "business"),
    "魏清和": ("user", "position", "business"),
}
