"""Where a life can be made to wait, so that every desk of every office finds work."""

from __future__ import annotations

from enum import Enum


class Stage(Enum):
    """What has just happened when a life stands still."""

    REGISTERED = "registered"
    DISPATCHING = "dispatching"
    OFFERED = "offered"
    SIGNED = "signed"
    CONTACTED = "contacted"
    SEND_BACK_ASKED = "send_back_asked"
    ESCALATED = "escalated"
    HOST_CHANGE_ASKED = "host_change_asked"
    REDIRECTION_ASKED = "redirection_asked"
    CO_HANDLING_ASKED = "co_handling_asked"
    CO_HANDLER_NAMED = "co_handler_named"
    DELEGATED = "delegated"
    ASSISTANCE_ASKED = "assistance_asked"
    ASSISTANCE_BEGUN = "assistance_begun"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    RECUSAL_DEMANDED = "recusal_demanded"
    RETALIATION_REPORTED = "retaliation_reported"
    SEALING_ASKED = "sealing_asked"
    EXTENSION_ASKED = "extension_asked"
    SUPERVISED = "supervised"
    EXPLANATION_OWED = "explanation_owed"
    EXPLAINED = "explained"
    FED_BACK = "fed_back"
    REPLY_OWED = "reply_owed"
    RETURNED = "returned"
    CALLBACK = "callback"
    TRIED = "tried"
    ONE_ASKED = "one_asked"
    ALL_ASKED = "all_asked"
    RATING_ROSE = "rating_rose"
    CONTRADICTED = "contradicted"
    PROVED = "proved"
    DISSATISFIED = "dissatisfied"
    REHANDLING_PROPOSED = "rehandling_proposed"
    DISSATISFIED_TWICE = "dissatisfied_twice"
    AGAIN = "again"
    TRACKED = "tracked"
    PROMISE_CHANGE_ASKED = "promise_change_asked"
    PROMISE_FED_BACK = "promise_fed_back"
    RETURN_ASKED = "return_asked"
    NEVER = "never"


class Waits(Exception):
    """The life waits at this stage for somebody to act."""
