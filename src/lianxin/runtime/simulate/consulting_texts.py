"""What the consultations of a demonstration ask and what people write: invented, of no city."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.law.consultation_notation import Typed, read_groups, read_items
from lianxin.law.consultation_text import GENERAL, Content
from lianxin.law.words import TakenUp

GROUPS = "居民 | Residents\n企业和个体户 | Businesses\n社区工作者 | Community workers"

_OVER = Typed(
    paragraphs_zh="第一条 热线全天人工接听，节假日不休息。\n\n"
    "第二条 接到诉求后五个工作日内答复；情况紧急的，当日联系诉求人。\n\n"
    "第三条 答复以后回访，不满意的重新办理。",
    paragraphs_en="Art. 1 People answer the hotline day and night, holidays included.\n\n"
    "Art. 2 An answer is given within five working days; in urgent matters the caller is contacted the same day.\n\n"
    "Art. 3 After the answer callers are asked back; what does not satisfy them is handled again.",
    questions="打分（必答）：您对热线总体满意吗？ | How satisfied are you with the hotline on the whole?",
    groups=GROUPS,
)

OVER = Content(
    "热线服务规范（修订草案）征求意见",
    "服务规范实行已满三年，准备修订。请对每一条发表意见，也可以写明怎样修改。",
    "Draft of the revised service rules",
    "The service rules are three years old and are to be revised. Say what you think of each article.",
    read_groups(GROUPS),
    read_items(_OVER),
)

OVER_REPORT: Mapping[int, tuple[str, TakenUp, str, str, str]] = {
    1: (
        "多数赞成。有人建议夜间增加人手。", TakenUp.YES, "",
        "Most agree. Some ask for more people at night.", "",
    ),
    2: (
        "有人建议五个工作日改为三个，有人建议写明哪些情况算紧急。", TakenUp.PARTLY,
        "已列明紧急情形；答复期限由条例规定，服务规范不能改变。",
        "Some want three working days instead of five; some want to know which matters are urgent.",
        "Urgent matters are listed now. The limit is set by the regulation, which service rules cannot change.",
    ),
    3: (
        "有人建议回访时可以选择只收短信。", TakenUp.YES, "已写明可以选择文字回访。",
        "Some want to be asked back by message only.", "Now one may choose to be asked in writing.",
    ),
    4: (
        "平均在中等以上，企业的评价略低。", TakenUp.NOTHING, "",
        "Better than the middle on the whole; businesses gave somewhat less.", "",
    ),
    GENERAL: (
        "有人建议公布每个单位的答复情况。", TakenUp.NO, "将由考核办法规定，不在服务规范中写明。",
        "Some want to see how each office answers.", "That belongs to the scheme of assessment.",
    ),
}  # fmt: skip

OPEN = Content(
    "热线服务时间和渠道征求意见",
    "为了方便老年人和上班的人，准备调整现场接待的时间，增加渠道。请告诉我们您的习惯。",
    "Hours and ways of the hotline",
    "Hours at the counter are to change, for old people and people at work. Tell us your habits.",
    read_groups(GROUPS),
    read_items(
        Typed(
            paragraphs_zh="第一条 现场接待延长到每天晚上八点。\n\n第二条 每个街道设一个可以当面反映的窗口。",
            paragraphs_en="Art. 1 The counter is open until eight every evening.\n\n"
            "Art. 2 Each street office has a counter where one can speak to a person.",
            questions="单选（必答）：您最常用哪种渠道？ | Which way do you use most?\n"
            "- 电话 | Telephone\n- 网站 | Web\n- 当面 | In person\n- 来信 | Letter\n"
            "多选：哪些时间对您最方便？ | Which hours suit you best?\n"
            "- 上午 | Mornings\n- 下午 | Afternoons\n- 晚上 | Evenings\n- 周末 | Weekends\n"
            "打分：您对现在的服务时间满意吗？ | How satisfied are you with the present hours?\n"
            "填写：还有什么建议？ | What else do you suggest?",
        )
    ),
)

REMARKS = (
    "建议节假日也保持人手，过节最难打通。",
    "希望写明多久能答复，不要只说尽快。",
    "老年人不会用手机，当面的窗口很需要。",
    "晚上八点对上班的人还是早了一点，可以到九点。",
    "街道窗口要有懂情况的人，不然还是要跑两趟。",
    "答复要写清楚依据，不能只写已处理。",
    "三个工作日比较合理，五天太长。",
    "请写明不满意的时候找谁。",
)
