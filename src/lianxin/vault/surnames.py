"""Surnames in use, and what must not be taken for a person: the data by which names are found in a text (R43)."""

from __future__ import annotations

import re

USUAL_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹"
    "薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤向常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "苗谷盛曲翁冉骆蓝游辛靳柴蒙鲍华喻祁蒲滕屈饶解牟艾尤阳穆卓吉缪芦麦褚娄窦戚岑景宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩明佘"
    "池查苑迟邝谈匡鞠惠荆乐冀郁胥南储栗燕楚鄢劳谌奚皮粟冼蔺闻伊仝郜阚屠豆朴练廉禹祖漆巴卿狄晋扈晁芮阙浦戈邸雍辜羊阿乌裘亓修邰赫杭况宿鲜逯茹诺慕亢嵇哈湛宾戎勾"
    "茅冶檀展昝幸奉衡尧曦昌眭闪嘉仉"
)
"""Of one character, the most frequent first."""

SELDOM_SURNAMES = frozenset(
    "成车路管楼包项农封强国花房党商师班智井那都全公和来时有区原权步能应宣平水门连官位玉印初普战衣容云海元束支植丰千盘敬富满厉帅危银斯伏尉揭隆薄鹿东仓终黑老古"
    "沃司索计相简居由信利干但"
)
"""Surnames that are nearly always a word: names only behind a label (姓名：), or when the caller bears them."""

COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛东方尉迟公孙慕容令狐皇甫宇文长孙司徒司空夏侯轩辕端木南宫西门独孤澹台闻人钟离呼延万俟"
        "鲜于赫连申屠淳于太叔单于仲孙濮阳拓跋东郭",
    )
)
"""Of two characters."""

ALSO_WORDS = frozenset(
    "史乐余于任文方向常安关万高金查解施段游左边卞修桑沙宁白季单程曾石温范钟毛华严江阳祖卫景南肖甘申巫巴皮栗顾易尚"
)
"""Surnames that are as often the end of a word: before a title they count only where a new word begins with them."""

NEED_A_STOP = "向方曾高于常任"
"""Surnames that are words of the sentence unless the name ends at a stop."""

NEW_WORD = (
    "找|问|姓|叫|位|名|的|是|被|让|请|跟|给|联系|通知|告知|业主|业委会|物业|村民|居民|市民|网民|来电人|反映|投诉|举报"
)
"""What stands before the beginning of a name."""

TITLES = (
    "先生|女士|小姐|师傅|老师|总经理|经理|副?主任|副?书记|副?局长|处长|科长|副?所长|队长|副?校长|副?院长|村长|副?镇长|乡长|区长|"
    "副?县长|副?市长|厂长|店长|社长|组长|会长|部长|厅长|董事长|园长|站长|班长|股长|警官|法官|律师|医生|大夫|护士|教授|老板|总监|"
    "会计|医师|教练|司机|同志|同学|大爷|大妈|大娘|大叔|大婶|大哥|大姐|大嫂|阿姨|叔叔|奶奶|爷爷|伯伯|老汉|老太|太太|夫人|老先生"
)
"""What stands after a surname: forms of address, offices and kin."""

NO_TITLE = "(?![期久时年度宽途达约大])"
"""What makes 长 the word long and not an office: 车站长期, 学校长达."""

LABELS = (
    "姓名|名叫|联系人|法定代表人|法人代表|户主|房东|经办人|被?投诉人|被?举报人|被反映人|申请人|当事人|死者|伤者|患者|受害人|嫌疑人|"
    "诉求人|来电人|反映人|求助人|报告人|申诉人|被?控告人|请求人|签名|负责人|责任人|承包人"
)
"""What a form or a letter writes before a name."""

CUES = (
    "名字叫?|老伴|承包商|工程师|老乡|行长|镇长|乡长|我是|我名|本人|[我他她爸妈父母子女儿夫妻友人员者]叫|业主|住户|居民|村民|网民|市民|"
    "群众|老板|邻居|法人|代表|父亲|母亲|爸|妈|儿子|女儿|丈夫|妻子|老公|老婆|爱人|哥|弟|姐|妹|爷爷|奶奶|外公|外婆|岳父|岳母|主任|"
    "经理|校长|书记|局长|所长|队长|站长|院长|园长|村长|组长|会长|董事长|厂长|科长|处长|民警|医生|律师|司机|老师"
)
"""After these a name may stand; it counts when what follows looks like the end of one."""

CALLERS = "市民|来电人|群众|网民|业主|居民|村民|住户"
"""Who turns to the hotline, in one word."""

SPEAKS = "反映|来电|致电|来信|咨询|投诉|举报|求助|反应|表示|建议|诉求|称|说|诉"
"""At the beginning of a sentence a name stands before these."""

NOT_GIVEN = frozenset(
    "不与个为么之也了于些什从他以们会你其再去又及只向吗吧呢和哪啊在她它对将就已很怎我或把是更最某此没的称等给被要让该说请还这那都"
)
"""Characters that no given name is made of."""

AFTER_A_NAME = (
    f"{SPEAKS}|[的是在于与和及等为因已曾将向对从把被给让到去来未不没也都就要有住打拒以并男女说系一现只却均仍共可愿能应]|"
    "同志|先生|女士|电话|手机|身份证|联系|担任|带领|带头|多次|名下|本人|利用|伪造|承包|经营|办公|违规|违法|私自|擅自|强行|涉嫌|夫妇|夫妻|家|所"
)
"""What may follow a name without a stop between."""

NOT_NAMES = (
    "张嘴|周[围末边]|马[上路]|何[人处待时]|高[中兴层度空级考血调达额]|谢谢|许[可多]|曾[到在多经]|田地|余[人元名户款]|于今|"
    "程[序度式]|任[何命意教期组职课务]|石头|金[钱额]|方[便式案法面]|白[天色]|江边|龙头|毛坯|顾问|万[元名户]|钱款|"
    "严[令厉密惩明查格禁肃重]|向[老主经街上乡书公区厂厅县城局市开当您政有来物着社部镇领]|常[住常年言]|温度|施[压工行]|文[件化明盲]|牛奶|"
    "安[保全心排置装静]|申报|关[于切心押注照系]|甘肃|符合|纪[委律检]|毕业|单[位元]|游[戏泳]|华润|解[决放答释难]|阳[光台]|卫生|"
    "边上|明[察明显查白确]|查[出处看证询阅]|迟[点迟]|南[侧边]|劳动|闻到|屠宰|祖[国宅辈]|勾结|展示|幸福|陈[述列]|宿舍|付[费款]|成员"
)
"""Words that begin like a name."""
