"""How often what happens in simulated lives: shares that sum to one, and single chances."""

from __future__ import annotations

from lianxin.law.words import Channel, EmergencyService, Grade, Outcome, Procedure, RequestType, Solved

TYPES = {
    RequestType.CONSULT: 0.471,
    RequestType.HELP: 0.303,
    RequestType.SUGGEST: 0.148,
    RequestType.COMPLAIN: 0.040,
    RequestType.TIP_OFF: 0.013,
    RequestType.PRAISE: 0.003,
    RequestType.OTHER: 0.022,
}
"""One week of one prefecture-level city in 2024, as published; the split of complaints and tip-offs is ours."""

CHANNELS = {
    Channel.PHONE: 0.74,
    Channel.WECHAT: 0.07,
    Channel.MINIPROGRAM: 0.05,
    Channel.APP: 0.05,
    Channel.WEB: 0.03,
    Channel.MAYOR_MAIL: 0.025,
    Channel.SMS: 0.012,
    Channel.PROVINCIAL: 0.010,
    Channel.WEIBO: 0.005,
    Channel.NATIONAL: 0.005,
    Channel.LETTER: 0.003,
}

ANSWERED_AT_ONCE = {
    RequestType.CONSULT: 0.85,
    RequestType.HELP: 0.10,
    RequestType.SUGGEST: 0.40,
    RequestType.COMPLAIN: 0.0,
    RequestType.TIP_OFF: 0.0,
    RequestType.PRAISE: 1.0,
    RequestType.OTHER: 0.75,
}
"""What the hotline settles itself (Art. 23 (1))."""

SERVICES = {
    EmergencyService.POLICE: 0.4,
    EmergencyService.AMBULANCE: 0.2,
    EmergencyService.FIRE: 0.2,
    EmergencyService.TRAFFIC: 0.15,
    EmergencyService.DUTY_OFFICE: 0.05,
}

PROCEDURES = {
    Procedure.RECONSIDERATION: 0.3,
    Procedure.LITIGATION: 0.4,
    Procedure.ARBITRATION: 0.2,
    Procedure.PETITION: 0.1,
}

OUTCOMES = {
    Outcome.DONE: 0.80,
    Outcome.STATUTORY_LONGER: 0.04,
    Outcome.CONSTRAINED: 0.07,
    Outcome.NOT_POSSIBLE: 0.06,
    Outcome.EXTENDED: 0.03,
}

SATISFIED = {Grade.VERY_SATISFIED: 0.55, Grade.SATISFIED: 0.33, Grade.FAIR: 0.12}
DISSATISFIED = {Grade.DISSATISFIED: 0.7, Grade.VERY_DISSATISFIED: 0.3}
ATTITUDE_OF_DISSATISFIED = {Grade.SATISFIED: 0.35, Grade.FAIR: 0.4, Grade.DISSATISFIED: 0.25}
SOLVED = {Solved.YES: 0.86, Solved.PARTLY: 0.14}
UNSOLVED = {Solved.NO: 0.8, Solved.PARTLY: 0.2}

# Single chances, each of one life.
HANDED_OVER = 0.010
REDIRECTED = 0.018
TRANSFERRED_OUT = 0.008
NO_MATTER = 0.02  # of texts
QUEUED = 0.30
ANONYMOUS = 0.05
ANONYMOUS_WITHOUT_CONTACT = 0.5  # of the anonymous
SECRET = 0.04
SECRET_TIP_OFF = 0.75
MINOR = 0.004
TEXT_ONLY = 0.02
REPLY_WAIVED = 0.03
DIALECT = 0.03
ENGLISH = 0.004
COMPANY = 0.06
URGENT = 0.05
CRITICAL = 0.01
