"""Every act of the hotline, in the order of a life: the only code that writes. Go from here to its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lianxin.actions._door import Done, Door
from lianxin.actions._files import Files
from lianxin.actions._finding import Finding
from lianxin.actions._people import CallerEntry
from lianxin.actions._perform import together
from lianxin.actions._ruling import Ruling
from lianxin.actions.accept_dissatisfaction import accept_dissatisfaction
from lianxin.actions.add_caller import add_caller
from lianxin.actions.add_co_handler import add_co_handler
from lianxin.actions.adopt_catalogue import adopt_catalogue
from lianxin.actions.adopt_regime import adopt_regime
from lianxin.actions.answer import answer
from lianxin.actions.answer_call import answer_call
from lianxin.actions.answer_supervision import answer_supervision
from lianxin.actions.archive import archive
from lianxin.actions.assist import assist
from lianxin.actions.attach import attach
from lianxin.actions.attach_instruction import attach_instruction
from lianxin.actions.call_back import call_back
from lianxin.actions.change_catalogue import change_catalogue
from lianxin.actions.change_host import change_host
from lianxin.actions.change_promise import change_promise
from lianxin.actions.change_wishes import change_wishes
from lianxin.actions.check_rating import check_rating
from lianxin.actions.close import close
from lianxin.actions.confirm_sealing import confirm_sealing
from lianxin.actions.contest import contest
from lianxin.actions.correct import correct
from lianxin.actions.decide_co_handling import decide_co_handling
from lianxin.actions.decide_contradiction import decide_contradiction
from lianxin.actions.decide_escalation import decide_escalation
from lianxin.actions.decide_extension import decide_extension
from lianxin.actions.decide_host_change import decide_host_change
from lianxin.actions.decide_promise_change import decide_promise_change
from lianxin.actions.decide_recusal import decide_recusal
from lianxin.actions.decide_redirection import decide_redirection
from lianxin.actions.decide_reopening import decide_reopening
from lianxin.actions.decide_retaliation import decide_retaliation
from lianxin.actions.decide_send_back import decide_send_back
from lianxin.actions.decide_withdrawal import decide_withdrawal
from lianxin.actions.declare_interest import declare_interest
from lianxin.actions.decline_rehandling import decline_rehandling
from lianxin.actions.delegate import delegate
from lianxin.actions.demand_explanation import demand_explanation
from lianxin.actions.demand_recusal import demand_recusal
from lianxin.actions.designate import designate
from lianxin.actions.dispatch import dispatch
from lianxin.actions.dispose_call import dispose_call
from lianxin.actions.draft_catalogue import draft_catalogue
from lianxin.actions.end_assistance import end_assistance
from lianxin.actions.end_call import end_call
from lianxin.actions.end_referral import end_referral
from lianxin.actions.escalate import escalate
from lianxin.actions.examine import examine
from lianxin.actions.explain import explain
from lianxin.actions.extend import extend
from lianxin.actions.feed_back import feed_back
from lianxin.actions.forget import forget
from lianxin.actions.give_opinion import give_opinion
from lianxin.actions.hand_over import hand_over
from lianxin.actions.import_history import import_history
from lianxin.actions.link_call import link_call
from lianxin.actions.list_points import list_points
from lianxin.actions.load_city import load_city
from lianxin.actions.mark_difficult import mark_difficult
from lianxin.actions.merge import merge
from lianxin.actions.no_matter import no_matter
from lianxin.actions.object import object  # noqa: A004 - the law's own verb
from lianxin.actions.offer_call import offer_call
from lianxin.actions.overturn_stop import overturn_stop
from lianxin.actions.propose_rehandling import propose_rehandling
from lianxin.actions.prove import prove
from lianxin.actions.queue import queue
from lianxin.actions.rate import rate
from lianxin.actions.recall import recall
from lianxin.actions.recall_delegate import recall_delegate
from lianxin.actions.receive import receive
from lianxin.actions.recompute_clocks import recompute_clocks
from lianxin.actions.record_dissuasion import record_dissuasion
from lianxin.actions.record_outage import record_outage
from lianxin.actions.record_progress import record_progress
from lianxin.actions.redirect import redirect
from lianxin.actions.refer_to_police import refer_to_police
from lianxin.actions.rehandle import rehandle
from lianxin.actions.release_call import release_call
from lianxin.actions.remove_infected import remove_infected
from lianxin.actions.renew_query_code import renew_query_code
from lianxin.actions.reopen import reopen
from lianxin.actions.reply import reply
from lianxin.actions.report_retaliation import report_retaliation
from lianxin.actions.report_risk import report_risk
from lianxin.actions.request_co_handler import request_co_handler
from lianxin.actions.request_host_change import request_host_change
from lianxin.actions.request_redirection import request_redirection
from lianxin.actions.request_reopening import request_reopening
from lianxin.actions.return_for_correction import return_for_correction
from lianxin.actions.reveal import reveal
from lianxin.actions.reveal_number import reveal_number
from lianxin.actions.rule_on_feedback import rule_on_feedback
from lianxin.actions.rule_on_send_back import rule_on_send_back
from lianxin.actions.seal_chains import seal_chains
from lianxin.actions.seal_content import seal_content
from lianxin.actions.send_back import send_back
from lianxin.actions.send_one_time_code import send_one_time_code
from lianxin.actions.settle_reply import settle_reply
from lianxin.actions.shift_clocks import shift_clocks
from lianxin.actions.sign import sign
from lianxin.actions.sign_automatically import sign_automatically
from lianxin.actions.signal_clock import signal_clock
from lianxin.actions.split import split
from lianxin.actions.stop import stop
from lianxin.actions.succeed_unit import succeed_unit
from lianxin.actions.supervise import supervise
from lianxin.actions.supplement import supplement
from lianxin.actions.take_call_event import take_call_event
from lianxin.actions.transfer_out import transfer_out
from lianxin.actions.unmerge import unmerge
from lianxin.actions.uphold_stop import uphold_stop
from lianxin.actions.urge import urge
from lianxin.actions.withdraw import withdraw
from lianxin.law.decisions.files import FileEntry

ACTIONS: Mapping[str, Callable[..., Any]] = {act.__name__: act for act in (
    receive, queue, answer, redirect, hand_over, transfer_out, no_matter, dispatch, designate, decide_send_back,
    change_host, decide_host_change, recall, add_co_handler, decide_co_handling, split, merge, unmerge, sign,
    settle_reply, sign_automatically, send_back, delegate, recall_delegate, request_co_handler, request_host_change,
    request_redirection, decide_redirection, give_opinion, assist, end_assistance, record_progress, reply, feed_back,
    extend, decide_extension, change_promise, decide_promise_change, stop, list_points, examine, return_for_correction,
    uphold_stop, overturn_stop, call_back, accept_dissatisfaction, rate, check_rating, propose_rehandling,
    decline_rehandling, rehandle, close, reopen, request_reopening, decide_reopening, archive, supplement, add_caller,
    change_wishes, renew_query_code, send_one_time_code, urge, object, demand_explanation, explain, contest, prove,
    decide_contradiction, withdraw, decide_withdrawal, supervise, answer_supervision, escalate, decide_escalation,
    attach_instruction, mark_difficult, report_risk, report_retaliation, decide_retaliation, record_dissuasion,
    refer_to_police, end_referral, declare_interest, demand_recusal, decide_recusal, reveal, seal_content,
    confirm_sealing, forget, attach, remove_infected, correct, signal_clock, recompute_clocks, shift_clocks,
    import_history, succeed_unit, adopt_catalogue, adopt_regime, change_catalogue, draft_catalogue, load_city,
    record_outage, rule_on_feedback, rule_on_send_back, seal_chains, offer_call, release_call, answer_call, end_call,
    link_call, reveal_number, dispose_call,
)}  # fmt: skip
"""Each act by its name: what pages, commands and tests look up."""

# fmt: off
__all__ = [
    "ACTIONS", "CallerEntry", "Done", "Door", "FileEntry", "Files", "Finding", "Ruling", "accept_dissatisfaction",
    "add_caller", "add_co_handler", "adopt_catalogue", "adopt_regime", "answer", "answer_call", "answer_supervision",
    "archive", "assist", "attach", "attach_instruction", "call_back", "change_catalogue", "change_host",
    "change_promise", "change_wishes", "check_rating", "close", "confirm_sealing", "contest", "correct",
    "decide_co_handling", "decide_contradiction", "decide_escalation", "decide_extension", "decide_host_change",
    "decide_promise_change", "decide_recusal", "decide_redirection", "decide_reopening", "decide_retaliation",
    "decide_send_back", "decide_withdrawal", "declare_interest", "decline_rehandling", "delegate", "demand_explanation",
    "demand_recusal", "designate", "dispatch", "dispose_call", "draft_catalogue", "end_assistance", "end_call",
    "end_referral", "escalate", "examine", "explain", "extend", "feed_back", "forget", "give_opinion", "hand_over",
    "import_history", "link_call", "list_points", "load_city", "mark_difficult", "merge", "no_matter", "object",
    "offer_call", "overturn_stop", "propose_rehandling", "prove", "queue", "rate", "recall", "recall_delegate",
    "receive", "recompute_clocks", "record_dissuasion", "record_outage", "record_progress", "redirect",
    "refer_to_police", "rehandle", "release_call", "renew_query_code", "reopen", "reply", "report_retaliation",
    "report_risk", "request_co_handler", "request_host_change", "request_redirection", "request_reopening",
    "return_for_correction", "reveal", "reveal_number", "rule_on_feedback", "rule_on_send_back", "seal_chains",
    "seal_content", "send_back", "send_one_time_code", "settle_reply", "shift_clocks", "sign", "sign_automatically",
    "signal_clock", "split", "stop", "succeed_unit", "supervise", "supplement", "take_call_event", "together",
    "transfer_out", "unmerge", "uphold_stop", "urge", "withdraw",
]
# fmt: on
