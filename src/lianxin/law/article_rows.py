"""What each cited article asks, in our own words, in the order of the texts.

A row is (number, shape, whom it binds, gist in Chinese, gist in English). The shape counts the numbered items of
each paragraph: (4, 0) is a first paragraph with four items and a second with none. The letters of the third
column are explained in `articles.PARTIES`. The wording is ours: the sentences of the laws are not repeated here.
"""

from __future__ import annotations

Row = tuple[str, tuple[int, ...], str, str, str]

P1, P2, P3, P4, P5, P6 = (0,), (0, 0), (0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0)

# fmt: off
JINAN_2018: tuple[Row, ...] = (
    ("1", P1, "*", "说明为什么立这部条例。",
     "Says why the regulation was made."),
    ("2", P1, "G", "热线是一个平台，电话、市长信箱、短信、客户端、微博、微信都通到这里。",
     "The hotline is one platform reached by telephone, mayor's mailbox, SMS, app, Weibo and WeChat."),
    ("3", P1, "*", "自然人、法人和其他组织都可以就本市的治理与公共服务咨询、求助、建议、投诉、举报。",
     ("Persons, legal persons and organisations may consult, ask for help, suggest, complain and tip off on "
      "matters inside the city.")),
    ("4", P5, "G O H K U N", "定下谁领导、谁协调、谁运行、谁承办；群团和社区只配合，不当承办单位。",
     "Fixes who leads, coordinates, runs and undertakes; mass organisations and communities only cooperate."),
    ("5", P1, "*", "列出工作原则。",
     "Lists the principles of the work."),
    ("6", P1, "G", "市政府订规划，推动信息化、智能化和数据应用。",
     "The city plans the hotline's growth and its use of information technology and data."),
    ("7", P1, "G", "经费进本级预算。",
     "The money comes from the budget of the same level."),
    ("8", P1, "G", "办热线要考核，结果计入全市综合考核和民主评议。",
     "The work is assessed and the result enters the city's overall and democratic evaluations."),
    ("9", P1, "G", "市政府要向市人大常委会报告热线工作。",
     "The city government reports on the hotline to the people's congress standing committee."),
    ("10", P1, "*", "国家秘密、商业秘密、隐私和个人信息，经手的单位和人都要保密。",
     "Whoever handles state or trade secrets, privacy or personal information must keep them."),
    ("11", (8,), "H", "市热线机构的八项职责：统一受理分办、协调督促、监督考核、分析、规划、建平台、培训、政府交办。",
     ("Eight duties of the city hotline: intake and sorting, urging, assessment, analysis, planning, platform, "
      "training, matters assigned by the government.")),
    ("12", (3,), "K", "县区热线机构管好本区工作：办理或再转市里来单，督促部门、街道和镇。",
     "County hotlines run the local work: handle or pass on what the city sends, urge departments, streets and towns."),
    ("13", (4,), "U", "承办单位主要负责人第一责任；办单并管好下属；维护知识库；配合别的单位。",
     ("The unit's head answers first; it handles orders, guides its sub-units, keeps its knowledge entries, "
      "cooperates.")),
    ("14", (5,), "C", "可以提出的五类事项：咨询、要解决的诉求、建议、对机关和公共服务单位及其人员的投诉举报、其他。",
     ("Five groups of matters: information, needs, suggestions, complaints on organs, public-service bodies and "
      "their staff, others.")),
    ("15", P1, "H U", "来电人可以知道进度和结果，涉密和他人隐私除外。",
     "Callers may know progress and result, save secrets and the privacy of others."),
    ("16", P1, "H U", "来电人可以要回复、要保密；回复迟了或不服结果，可以要求说明。",
     "Callers may demand a reply and secrecy, and an explanation when it is late or the result is disputed."),
    ("17", P1, "C", "反映问题要客观具体，对真实性负责。",
     "Callers state facts objectively and concretely and answer for their truth."),
    ("18", P1, "A", "受理员要听完整、记准确、说规范用语。",
     "Agents listen, record fully and correctly, and use standard wording."),
    ("19", P1, "H", "受理员服务不好，来电人可以投诉。",
     "Callers may complain about an agent's conduct."),
    ("20", P1, "C", "不得无故占线、捏造诬告、骚扰威胁受理员。",
     "No unjustified occupation of the line, no fabrication, no harassment of agents."),
    ("21", P2, "H", "执行国家标准，一个号码集中受理、分级负责、限时办结；全天候受理，节假日不停。",
     "Follows the national standard: one number, graded duties, time limits; open day and night, holidays included."),
    ("22", P2, "H", "全过程用一张流转单，从来电人到督办都记全，管理和考核以它为据。",
     "One work flow sheet records everything from caller to supervision; management and assessment rest on it."),
    ("23", (3,), "A", "三种处理：能当场办的当场答；不能的按职责、属地、行业转办；已进入法定程序的告知原途径。",
     ("Three ways at intake: answer at once; pass on by duty, place or trade; point back to a procedure already "
      "entered.")),
    ("24", (4, 0), "U H", "自转办起五个工作日内既回复来电人又反馈热线，分四种情形；第二、三种另有到期日，热线跟踪。",
     ("Within five working days the unit replies to the caller and feeds back, in one of four outcomes; for the "
      "second and third a later date binds and the hotline tracks it.")),
    ("25", (2,), "U", "同一事实和理由再提、此前已依法办过或依法不能办的，解释后不再办，并书面告知热线。",
     ("The same facts and reasons after lawful handling or lawful refusal: explain, stop, and tell the hotline in "
      "writing.")),
    ("26", P1, "U G", "集中反映、反复提出的，承办单位要专题研究；需市里协调的写专题报告。",
     "Matters raised by many or again and again get a special study, and a report if the city must coordinate."),
    ("27", P2, "H", "每件反馈都审核、都回访、都请评价；该办没办或不满意的，可以退回再办。",
     "Every feedback is examined, called back and rated; undone or unsatisfactory work may be sent back."),
    ("28", (4,), "H K", "四种情形分级督办：超期、反复集中未解决、知识库维护差、其他。",
     "Graded supervision on four grounds: overdue, repeated and unsolved, neglected knowledge base, others."),
    ("29", P2, "H O", "多家单位的，热线定一家主办，其余配合；还解决不了的由市政府办公厅组织研究。",
     ("With several units the hotline fixes one host and the rest cooperate; if that fails the general office "
      "steps in.")),
    ("30", P1, "G O", "办公厅也协调不下来，或久拖不决的，上市政府常务会议。",
     "What the general office cannot settle, or what drags on, goes to the executive meeting."),
    ("31", P1, "H G", "考核办法由热线机构订，市政府批准。",
     "The hotline makes the assessment rules and the city government approves them."),
    ("32", P2, "*", "控告举报材料和来电人情况不得到被反映的单位或个人手里；有利害关系的要回避。",
     "Accusations and caller data never reach those accused; whoever has a direct interest stands aside."),
    ("33", (4,), "H", "公开四类信息：渠道流程、每月受理数、办结情况和案例、其他。",
     "Four kinds of information are published: channels, monthly intake, completion with cases, others."),
    ("34", P2, "H U", "热线建知识库，承办单位随时更新，保证准确。",
     "The hotline builds a knowledge base and units keep it current and correct."),
    ("35", P1, "H", "建数据分析系统，为决策提供参考。",
     "Data on public concerns are analysed to inform decisions."),
    ("36", P2, "G H", "热线数据与部门数据双向共享。",
     "The hotline and the departments share data both ways."),
    ("37", P2, "H U", "接受来电人、媒体和社会监督，意见要整改并回应。",
     "The work is open to supervision by callers, media and the public; suggestions are acted on and answered."),
    ("38", P2, "H G", "定期通报；考核差、满意度低的提整改意见，仍不改的报市政府。",
     "Units' results are notified at intervals; poor ones get a rectification opinion and then go to the government."),
    ("39", P1, "S", "监察机关监督公职人员履职。",
     "Supervisory bodies watch how officials do their duty."),
    ("40", (6,), "H U", "六种行为要追责，包括拒收、督办后仍不办、回复不实、态度恶劣、泄密。",
     "Six kinds of conduct bring liability, among them refusal, inaction after supervision, untrue replies and leaks."),
    ("41", P1, "*", "打击报复来电人的要追责。",
     "Retaliation against callers is punished."),
    ("42", P1, "C X", "恶意反复或长时间占线，劝阻无效且违反治安管理的，公安处理。",
     ("Malicious repeated use or long occupation goes to the police when dissuasion failed and public order is "
      "breached.")),
    ("43", P1, "C X", "骚扰、侮辱、威胁、诽谤、诬告的，公安处理，犯罪的追究刑责。",
     "Harassment, insults, threats, slander and false accusation go to the police, crimes to the courts."),
    ("44", P1, "*", "2018年9月1日起施行。",
     "In force from 1 September 2018."),
)

JINAN_BUSINESS_2022: tuple[Row, ...] = (
    ("62", P1, "U H", "营商环境投诉五个工作日办结并答复；复杂的经机关负责人批准可再加十个工作日；投诉人身份保密。",
     ("Business-environment complaints are finished and answered in five working days, ten more by leave of the "
      "head of the agency if complex; the complainant stays secret.")),
    ("69", P1, "*", "2022年3月1日起施行。",
     "In force from 1 March 2022."),
)

SHANDONG_2020: tuple[Row, ...] = (
    ("", P1, "U",
     ("接到后五个工作日办结并回复、反馈；特别复杂可申请延期，一般不超过十个工作日；"
      "不属本单位的两个工作日内退回并写明原因。"),
     ("Finish, reply and feed back in five working days; very complex matters may be extended, normally by ten at "
      "most; what is not ours goes back in two with the reason.")),
)

SHANDONG_PROVINCIAL_2017: tuple[Row, ...] = (
    ("", P1, "U",
     ("十五个工作日办结，到期前可申请加七个，再长由省政府办公厅定；"
      "到期前一个工作日黄牌，过期第一个工作日红牌；重办一次仍不满意的督办。"),
     ("Fifteen working days, seven more if asked before the end, longer by the provincial office; yellow card one "
      "working day before the end, red on the first after it; still dissatisfied after one rehandling: supervision.")),
)

WEIFANG_2021: tuple[Row, ...] = (
    ("2", P2, "*", "热线是电话和配套媒介组成的服务平台。",
     "The hotline is one platform of the telephone and its companion media."),
    ("7", P1, "*", "秘密、隐私和个人信息要保密。",
     "Secrets, privacy and personal information are kept."),
    ("8", (7,), "H", "市热线机构七项职责。",
     "Seven duties of the city hotline."),
    ("9", (0, 4, 0), "U", "列明承办单位及其四项职责，主要负责人全面负责。",
     "Names the undertaking units and their four duties; the head answers for all."),
    ("10", (4,), "C", "可提出的四类非紧急事项。",
     "Four groups of non-urgent matters may be raised."),
    ("11", P3, "C", "内容和联系方式要真实；举报人可以要求保密。",
     "Content and contact must be true; tipsters may ask for secrecy."),
    ("12", P1, "C", "配合办理，不占线，不骚扰。",
     "Callers cooperate and neither block the line nor harass."),
    ("13", P1, "H U", "可以知道进度和结果，涉密和隐私除外。",
     "Callers may know progress and result, save secrets and privacy."),
    ("14", P1, "H U", "可以要回复、要说明、作评价。",
     "Callers may demand a reply and an explanation, and may rate."),
    ("15", P1, "H U", "可以评价、投诉热线人员。",
     "Callers may rate and complain about the hotline's staff."),
    ("17", P1, "H", "二十四小时人工服务，含节假日。",
     "People answer day and night, holidays included."),
    ("18", P2, "A", "听清记全；能即答即答，不能的及时准确转办。",
     "Listen and record; answer at once or pass on promptly and correctly."),
    ("19", (5, 0), "A", "五种情形不受理，要说明理由，属法定程序的告知途径。",
     "Five kinds are not accepted, with the reason, and with the way where a procedure exists."),
    ("20", (3, 0), "U",
     "五个工作日办结，法律另有更长的从其规定，客观办不了的解释并给方案；省级以上来件按其时限。及时回复、反馈。",
     ("Completion in five working days, longer if a statute says so, else explain with a plan; items from above "
      "keep their own limits. Reply and feedback are prompt.")),
    ("21", P1, "U H", "属不受理情形或来电人拒不配合致无法办的，书面报热线审核后终止，并解释。",
     ("Non-acceptable matters, or refusal to cooperate that makes handling impossible: the hotline approves the "
      "stop in writing, the caller gets an explanation.")),
    ("22", P3, "U H", "明确不属本单位的申请退回；有争议由热线研究或指定，之后不得再退；多家的定主办协办。",
     ("What is clearly not ours may be sent back; disputes are settled by study or designation, after which none; "
      "host and co-handlers are fixed.")),
    ("23", P1, "O G", "承办单位解决不了的，市政府办公室研究，再不行上常务会议。",
     "What units cannot solve goes to the city office, then to the executive meeting."),
    ("24", P2, "U", "与县区职责交叉的由市部门主办；县区部门的事不得推给镇街。",
     ("A city department hosts where it overlaps with a county; county duties are not pushed down to streets and "
      "towns.")),
    ("25", P1, "H", "回访，结果用于考核。",
     "Callback, used for assessment."),
    ("26", (5,), "H", "热线日常督办，有关部门挂牌、约谈；五种情形列入。",
     "The hotline supervises day by day, departments by listing and talk; five grounds."),
    ("27", P2, "H G", "建立考核；只考核法定职责内的事项。",
     "Assessment covers only matters within statutory duty."),
    ("28", P1, "H", "公开渠道和流程。",
     "Channels and procedure are published."),
    ("31", P2, "H U", "知识库由热线维护，承办单位及时更新。",
     "The hotline keeps the knowledge base and units update it promptly."),
    ("33", (5,), "U A", "列明应追责的行为。",
     "Lists conduct that brings liability."),
    # The second item has lost its number in the published copy; it is counted as the second of four.
    ("34", (4,), "C X", "占线、骚扰、捏造、扰乱秩序的，依治安管理或刑法处理。",
     "Blocking, harassment, fabrication and disorder are dealt with by police or criminal law."),
    ("35", P1, "*", "打击报复的追责。",
     "Retaliation is punished."),
    ("41", P1, "*", "2021年12月15日起施行。",
     "In force from 15 December 2021."),
)

BEIJING_2021: tuple[Row, ...] = (
    ("2", P3, "*", "接诉即办：快速响应、高效办理、及时反馈、主动治理；12345为主渠道。",
     "Handle on complaint: quick response, handling, feedback and foresight; 12345 is the main channel."),
    ("5", P6, "G H U", "规定市、区、政务部门、热线机构、街道和承办单位各管什么。",
     "Says what city, districts, the service department, the hotline, streets and units each do."),
    ("8", P3, "C", "诉求人自选形式，可了解办理情况并评价，受保护。",
     "Callers choose the form, may know and rate, and are protected."),
    ("9", P3, "C", "如实表达，配合办理，不恶意占线。",
     "Callers tell the truth, cooperate and do not block the line."),
    ("10", P1, "H", "记录时间、事项、联系方式等，形成工单。",
     "Time, matter and contact are recorded as an order."),
    ("11", (0, 0, 6), "H", "咨询即答；其他按派单目录即时派单；六种情形另行处理。",
     "Consultations are answered, the rest dispatched by catalogue at once; six kinds are treated otherwise."),
    ("12", (2, 0, 0), "H U", "能直派则直派并抄送区政府，否则派区政府；疑难先会商；派单异议有审核。",
     ("Direct dispatch with a copy to the district, else to the district; hard ones are discussed first; "
      "objections are reviewed.")),
    ("13", P2, "H", "派单时写明时限，时限由主管部门会同定。",
     "The limit is set with the order, by the department in charge with others."),
    ("14", P3, "U", "首接负责，牵头协调，其他单位按期报结果。",
     "The first receiver leads; others report to it in time."),
    ("15", (3,), "U", "及时联系诉求人；依法延期要说明理由并通报热线；按期向两边反馈。",
     "Contact the caller promptly; a lawful extension is reasoned and told to the hotline; feed back to both in time."),
    ("16", P2, "U", "街乡吹哨、部门报到，共同办理。",
     "Streets call and departments come to handle together."),
    ("17", P2, "N U", "社区协助；清单外事项不得交社区，也不得由社区主责。",
     "Communities help; what lies outside their list is not theirs and they are never in charge."),
    ("19", P1, "U", "水电气热等全天候服务。",
     "Water, power, gas and heat serve around the clock."),
    ("20", P1, "U G", "自身难解决的可报请上级协调。",
     "Units may ask those above to coordinate what they cannot solve."),
    ("22", P1, "H", "属中央和国家机关等单位的，及时反映。",
     "Matters of central bodies are passed on to them."),
    ("23", P1, "H", "时限期满即回访。",
     "Callback when the limit has run out."),
    ("28", P1, "H", "数据全口径汇总并推送承办单位。",
     "All data are gathered and pushed to the units."),
    ("29", P1, "H", "可能发生突发事件的，即时报告。",
     "Possible emergencies are reported at once."),
    ("31", P2, "H U", "建热线数据库，承办单位及时更新。",
     "A database of answers is kept and units update it promptly."),
    ("32", P4, "G", "考评以响应、解决、满意三率为核心，分级分类。",
     "Assessment rests on response, resolution and satisfaction, graded by kind."),
    ("33", P1, "G", "对吹哨街乡和报到部门双考核。",
     "Calling streets and answering departments are both assessed."),
    ("34", P3, "H U", "公开并接受监督。",
     "The work is published and open to supervision."),
    ("35", (0, 6), "U A S", "六种行为要追责。",
     "Six kinds of conduct bring liability."),
    ("36", P1, "*", "容错纠错。",
     "Honest error is tolerated and corrected."),
    ("37", P1, "C", "违反规定的诉求人，劝阻、批评、教育并告知后果。",
     "Callers who break the rules are dissuaded, criticised, taught and told the consequences."),
    ("38", P1, "*", "公布之日起施行。",
     "In force from the day of publication."),
)

NATIONAL_2025: tuple[Row, ...] = (
    ("", P1, "G H U", "全国对热线的要求：规范、精准、实效、守住安全。",
     "The nation's demands on hotlines: order, precision, effect, safety."),
    ("1", P1, "H U", "理顺管理体系，承办单位及时更新知识库，与紧急热线和公用事业热线联动。",
     "Clear management; units update the knowledge base; links to emergency and utility lines."),
    ("2", P1, "H A", "紧急的即时转接；须走或已进法定程序和信访的告知途径；违法、涉密的解释；恶意扰乱的移送公安。",
     ("Emergencies are handed over at once; procedures and petitions are pointed out; unlawful or secret matters "
      "are explained; malicious disturbance goes to the police.")),
    ("3", P1, "H V", "话务和运维可委托，办理诉求等主体业务不得外包。",
     "Call answering and operations may be contracted out, the main business may not."),
    ("4", P1, "H", "漏接要回拨，网络渠道要通畅，可设方言、涉企专席。",
     "Missed calls are called back, web channels kept open, seats for dialects and firms allowed."),
    ("5", P1, "H U", "派单目录动态更新；难定的协商主办协办；部门的事不得派给基层；重复的并单；派单异议有审核。",
     ("A live dispatch catalogue; host and co-handler agreed; department duties not pushed down; duplicates "
      "merged; objections reviewed.")),
    ("6", P1, "H U G", "跟踪回访、闭环管理、督办提级；评价分档，不追名次。",
     "Tracking, callback, supervision and escalation; graded evaluation without chasing ranks."),
    ("7", P1, "H G", "数据共享，风险及时预警，共性问题提前治理。",
     "Shared data, early warning of risks, common problems tackled ahead."),
    ("8", P1, "G H", "省级统筹平台，与部门系统互通。",
     "Platforms led by the province and linked with departments' systems."),
    ("10", P1, "H", "推动标准化、规范化。",
     "Standards and rules are carried out."),
)

NATIONAL_2020: tuple[Row, ...] = (
    ("", P1, "G H", "各地政务热线并成12345一个号码，全天候人工服务；紧急热线除外。",
     "Local service lines become one number, 12345, answered by people at all hours; emergency lines stay apart."),
)

CIVIL_CODE: tuple[Row, ...] = (
    ("201", P2, "*", "按日计的期间，开始当日不算，从下一日起算；按小时的依约定起算。",
     "In terms of days the first day does not count; terms of hours run from the agreed moment."),
    ("203", P2, "*", "最后一日是法定休假日的，顺延；最后一日到二十四时为止。",
     "A last day that is a legal holiday moves on; the last day ends at 24:00."),
)

HOLIDAYS: tuple[Row, ...] = (
    ("", P1, "*", "国务院办公厅每年公布放假和调休，工作日以它为准。",
     "The yearly State Council notice fixes holidays and make-up days; working days follow it."),
)

GBT_33358_2016: tuple[Row, ...] = (
    ("", P1, "H A",
     "话务指标（据公开报道）：十五秒内接听，任一连续二十四小时接通率不低于百分之九十五，文字渠道三分钟内响应。",
     "Call targets, as reported: answer in 15 s, connect at least 95 % over any 24 h, respond to text in 3 min."),
)

GBT_33357_2016: tuple[Row, ...] = (
    ("", P1, "H", "政府热线服务评价的标准；公式未见，指标公式为本系统自定。",
     "The standard on evaluating hotlines; its formulas were not seen, ours are our own."),
)

GBT_39666_2020: tuple[Row, ...] = (
    ("", P1, "H", "政府热线服务的分类与代码。",
     "Classification and codes of hotline services."),
)

GBT_37668_2019: tuple[Row, ...] = (
    ("", P1, "*", "信息无障碍要求。",
     "Accessibility of information."),
)

BENGBU_2019: tuple[Row, ...] = (
    ("", P1, "U",
     "一个工作日内签收，每天至少登录两次；电话件五个、网络和省转件三个工作日；电话转办二十分钟，重大十分钟。",
     ("Sign in one working day, log in twice a day; five working days by phone, three by web or province; dispatch "
      "in twenty minutes, ten if major.")),
)

SHANGHAI_STREET_2019: tuple[Row, ...] = (
    ("", P1, "U", "咨询建议一个、督办和复核三个、求助投诉五个、经批准的复杂件十五个工作日。",
     ("One working day for consultation and suggestion, three under supervision, five for help and complaint, "
      "fifteen for approved complex matters.")),
)

PETITION_2022: tuple[Row, ...] = (
    ("", P1, "U", "信访的时限，仅供比较：十五日登记，六十日办结，可延三十日，五个工作日内可提转送异议。",
     ("Petition limits, for comparison only: fifteen days to register, sixty to finish, thirty more, five working "
      "days to object.")),
)

BEIJING_DRAFT_2021: tuple[Row, ...] = (
    ("", P1, "H U", "地方标准草案（非条例）：按紧急程度两小时、二十四小时、七日、十五日响应。",
     "A draft local standard, not the regulation: two hours, twenty-four hours, seven or fifteen days by urgency."),
)

HOUSE_RULES: tuple[Row, ...] = (
    ("", P1, "H", "法规没有规定的，由热线中心的工作规范补上，可由城市改，不作为法律出示。",
     "Where the texts are silent the centre's working rules decide; a city may change them; never shown as law."),
    ("1", P1, "H", "首办单位限承办单位、其所属单位或县区热线；配合单位不能首办。",
     "First handlers are undertaking units, their sub-units or a county hotline, never cooperating bodies."),
    ("2", P1, "N", "社区和网格只接协助任务，不回复、不反馈、不计分。",
     "Communities and grids get assistance tasks only: no reply, feedback or score."),
    ("3", P1, "H", "纪检监察、法院、检察院不派单，告知或移送。",
     "Bodies outside the government get no assignment: redirect or transfer."),
    ("4", P1, "H", "主办由市热线定、由市热线改，要说理由；原主办一个工作日内移交；告知来电人。",
     ("The city hotline alone fixes and changes the host, with reason; handover in one working day; the caller is "
      "told.")),
    ("5", P1, "U", "已首次联系或上门的不能退单，只能请求改派或协办。",
     "After first contact or visit no send-back, only a change of host or a co-handler."),
    ("6", P1, "H U", "退单最多同意两次，之后指定；指定后不得退；退单一个工作日内决定并留作先例。",
     "Two send-backs, then designation, then none; each is decided in one working day and kept as precedent."),
    ("7", P1, "U Y", "到时未签收的自动签收并留痕。",
     "What was never signed is signed automatically at the limit, and marked."),
    ("8", P1, "U", "单位合并的，一次记录在案地由承继单位接手，日期不变。",
     "A merged unit's successor takes its open assignments by one recorded act; dates stay."),
    ("9", P1, "V", "承接企业人员可受理、答复、按目录转办、回访；不得审核、指定、办结、并案和作各类决定。",
     ("Vendor staff may receive, answer, dispatch by catalogue and call back; they may not examine, designate, "
      "close, merge or decide.")),
    ("10", P1, "*", "举报件，被举报单位及其下属和本人不经办、不抄送、不可读，转上级或主管机关。",
     "On tip-offs the accused unit, its subordinates and the person named neither handle, receive nor read."),
    ("11", P1, "*", "一般投诉由责任单位办，只有被点名的人回避；控告按举报登记。",
     "Ordinary complaints go to the responsible unit; only the person named is barred; accusations count as tip-offs."),
    ("12", P1, "*", "可自报利害关系；举报人可要求回避，要有说理的决定。",
     "Interests are declared; complainants may demand recusal and get a reasoned decision."),
    ("13", P1, "A", "受理时要问被反映对象和来电人类别；更正对象会收回应回避的转办。",
     "Intake asks for the subject complained of and the caller's kind; a correction recalls what became barred."),
    ("14", P1, "H", "投诉街道、受理员、转办审核人员、热线中心的，各有更高一层接办，录音不删。",
     "Complaints on streets, agents, desks and the centre go one step up; the recording is kept."),
    ("15", P1, "U", "承办时限自转办起算，首日不计。",
     "Unit clocks start at transfer, not at signing; the first day is not counted."),
    ("16", P1, "Y", "工作日时限到当日24:00止；最后一个工作日起黄牌，过期后首个工作日红牌。",
     ("Working-day limits end at 24:00; yellow from the last working day before, red card on the first working day "
      "after.")),
    ("17", P1, "Y", "列出各时限名称及法规未定时的默认值。",
     "Names the clocks and the defaults where the law is silent."),
    ("18", P1, "*", "任何申请都不暂停计时；中心一个工作日内决定，迟延算中心的。",
     "No request stops a clock; the centre decides in one working day and its delay is its own."),
    ("19", P1, "U", "延期只动办结日；回复和反馈仍在第五个工作日，说明理由和新日期。",
     "An extension moves only the finishing date; reply and feedback stay due and state reason and new date."),
    ("20", P1, "H U", "告知来电人的日期在首次转办时确定，不因退单、改派、并案而变。",
     "The caller's date is fixed at first transfer; send-back, change of host and merging never move it."),
    ("21", P1, "U H", "第二、三种情形只有一个后续日期，变更须热线决定并告知；首个日期留作指标。",
     "Outcomes two and three have one second date; a change needs the hotline's decision; the first stays counted."),
    ("22", P1, "H", "审核退回视为未反馈，原期限不变；重办另起一轮、重新计时。",
     ("Returned for correction counts as not made and the old date stands; rehandling is a new round with a fresh "
      "limit.")),
    ("23", P1, "Y", "日历变更不得使任何事项追溯逾期。",
     "A calendar change never makes anything overdue in retrospect."),
    ("24", P1, "H", "故障要记录；时限只有市热线决定才能调整。",
     "Outages are recorded; clocks move only by the city hotline's decision."),
    ("25", P1, "H U", "除本人明示外都要回复；匿名的无法回复，不算免除。",
     "A reply is owed unless the caller waives it expressly; anonymous is impossible, not waived."),
    ("26", P1, "A", "一通电话可成多单，也可事后拆分。",
     "One call may become several orders, and may be split later."),
    ("27", P1, "H U", "多名来电人各有期限、要求、保密、回复、回访、评价，互不可见。",
     "Each of several callers has an own date, wishes, secrecy, reply, callback and rating."),
    ("28", P1, "H", "两天内不同时段三次未通并发消息，记未联系上；不默认满意。",
     "Three attempts on two days and a message make unreachable; nobody is satisfied by default."),
    ("29", P1, "H C", "三十日内可重启或经说明重启；新事实另立关联工单。",
     "Reopen within thirty days or on an explanation; new facts make a new linked order."),
    ("30", P1, "H", "月度冻结前最后一次评价有效；承办单位联系后改高的要核查。",
     "The last rating before the month is frozen counts; upward changes after the unit's contact are checked."),
    ("31", P1, "U H", "单位称已回复而来电人否认的，记联系存疑，一个工作日举证。",
     "Unit says replied, caller denies: a contradiction, proof in one working day or the reply was not made."),
    ("32", P1, "A", "未成年人一律保密；涉伤害即报公安或民政。",
     "Minors are always secret; harm goes to police or civil affairs at once."),
    ("33", P1, "A H", "外语、方言配语言和翻译；两种文字答复，以中文为准。",
     "Foreign languages and dialects get an interpreter; both texts are sent, Chinese governs."),
    ("34", P1, "H U", "仅文字联系的，回复和回访都用文字。",
     "Text-only binds reply and callback."),
    ("35", P1, "A", "空号、静音、误拨不立单；求救的不挂断并转紧急热线。",
     "Silent, wrong or dropped calls make no order; distress stays on the line and is bridged."),
    ("36", P1, "C H", "撤回是申请，中心核实自愿，涉公共安全的继续办。",
     "Withdrawal is a request; the centre confirms it was free; public-safety matters go on."),
    ("37", P1, "H", "属外地或中央机关的，带回执转出或告知。",
     "Other cities' or central matters are transferred with receipt, or the way is told."),
    ("38", P1, "A U", "已进入复议、仲裁、诉讼等的，写明机关和案号后告知原途径。",
     "What entered review, arbitration or litigation is redirected with body and case number."),
    ("39", P1, "G H", "领导批示附到工单，只能缩短时限。",
     "A leader's instruction attaches to an order and may only shorten dates."),
    ("40", P1, "U H", "不再办理由单位在同一期限内书面作出，热线审核时可推翻。",
     "A stop is the unit's written act inside the same limit; the hotline may overturn it."),
    ("41", P1, "H X", "不当使用由规则和人共同标记；占线类移送前须有劝阻记录；不封号。",
     "Misuse is marked by rule and person; dissuasion is recorded before a referral; no number is blocked."),
    ("42", P1, "H", "可能的突发事件立即报值班机构。",
     "Possible emergencies go to the duty office at once."),
    ("43", P1, "A", "来电原述只在中心，转办内容另写并标出敏感处。",
     "Two texts: the caller's account stays in the centre; the text for transfer flags what is sensitive."),
    ("44", P1, "U *", "保密件和举报件不给单位身份；任何身份默认遮蔽，显示要留痕。",
     "On secret and tip-off orders units get no identity; every identity is masked and each reveal is logged."),
    ("45", P1, "U H", "证据有受限原件和对外版本。",
     "Evidence has a restricted original and a version for answers."),
    ("46", P1, "H", "误录国家秘密的由两人封存销毁，链仍可验。",
     "State secrets recorded by mistake are destroyed by two persons; the chain still verifies."),
    ("47", P1, "C", "凭工单号和查询码查进度；回复等须一次性验证码。",
     "Progress by number and query code; replies only after a one-time code."),
    ("48", P1, "*", "打击报复有标记和专门渠道。",
     "Retaliation has a flag and a route of its own."),
    ("49", P1, "*", "规定各动作在工单状态之间怎样移动。",
     "Says how each action moves an order between states."),
    ("50", P1, "*", "规定各种结束方式从哪里可达；每件反馈都有结局。",
     "Says from where each end is reached; every feedback has an end."),
    ("51", P1, "U H", "不再办理也是一种反馈，须审核，维持即结，推翻则原期限不变。",
     "A stop is a feedback of its own: upheld it closes, overturned the old date stands."),
    ("52", P1, "U", "办结时限与回复、反馈并行，除非延期；延期另按跟踪办理。",
     "The finishing clock runs beside reply and feedback; an extension is tracked like outcome three."),
    ("53", P1, "H", "形式不全的退回补正，内容未办或不满意的重办；材料在中心时不亮灯。",
     "Formal faults are returned for correction, undone work is rehandled; no signal while it lies at the centre."),
    ("54", P1, "*", "每个时限唯一、有主、有结局，永不删除。",
     "Every clock is unique, owned and ended, never deleted."),
    ("55", P1, "H", "后加入的来电人自加入起五个工作日；并案保留原日期。",
     "A joiner has five working days from joining; a merged caller keeps the earlier date."),
    ("56", P1, "H", "只在受理、转办、办理中拆分；新单有完整编号和关联。",
     "Split only while registered, dispatching or handling; the part has a full number and a link."),
    ("57", P1, "H", "回访按来电人逐一有结果；不满意的就其事项重办。",
     "Callback has a result for each caller; one dissatisfied is rehandled for that caller's points."),
    ("58", P1, "U H", "反馈可先于回复；欠回复时审核不能通过。",
     "Feedback may precede the reply; examination does not pass while a reply is owed."),
    ("59", P1, "O H", "只有规避利害关系时，办公厅和中心科室才可主办。",
     "Only to avoid a conflict may the general office or a section of the centre be host."),
    ("60", P1, "*", "后来出现的回避即刻停读、收回转办，新单位重得五个工作日。",
     "A later bar ends reading at once and recalls assignments; the new unit gets five working days."),
    ("61", P1, "H U", "改派时原主办之下的转办一并收回，协办和协助保留。",
     "A change of host recalls what lies below the old host; co-handlers and assistance stay."),
    ("62", P1, "H U", "只计同意的退单；同意则时限自申请时取消，不同意则同一理由不得再退。",
     "Only upheld send-backs count; upheld cancels clocks from the request; refused bars the same reason."),
    ("63", P1, "H", "被遗忘按人办理，未归档或有未了事项时拒绝并告知最早日期。",
     "Forgetting is per person and refused, with the earliest date, while something of theirs is open."),
    ("64", P1, "H", "封存由中心两人办理，工单状态不变。",
     "Sealing takes two persons of the centre in any state; the state does not change."),
    ("65", P1, "H U", "举报或任一来电人要求保密的，对单位即为保密件。",
     "An order is secret towards units if it is a tip-off or any caller is secret."),
    ("66", P1, "H", "自最后办结三十日内可重启，一因一次；第三十一日归档。",
     "Reopening within thirty days of the last close, once per cause; archived on day thirty-one."),
    ("67", P1, "C H", "续报随阶段转给经办人，不改日期；催办不计时。",
     "A supplement goes to whoever has the order and moves no date; urging starts no clock."),
    ("68", P1, "H", "导入的历史件归档，不发牌、不回访、不计满意度。",
     "Imported history ends archived, without cards, callback or satisfaction figures."),
    ("69", P1, "*", "受理时的规则版本管受理时限，首次转办时的版本管此后各时限。",
     "The regime version at receive rules intake clocks, that at first transfer all later ones."),
)
# fmt: on
