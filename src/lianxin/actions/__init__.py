"""Every act of the hotline, in the order of a life: the only code that writes. Go from here to its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lianxin.actions._door import Done, Door
from lianxin.actions._people import CallerEntry
from lianxin.actions.accept_dissatisfaction import accept_dissatisfaction
from lianxin.actions.add_co_handler import add_co_handler
from lianxin.actions.answer import answer
from lianxin.actions.assist import assist
from lianxin.actions.call_back import call_back
from lianxin.actions.change_host import change_host
from lianxin.actions.change_promise import change_promise
from lianxin.actions.close import close
from lianxin.actions.decide_co_handling import decide_co_handling
from lianxin.actions.decide_extension import decide_extension
from lianxin.actions.decide_host_change import decide_host_change
from lianxin.actions.decide_promise_change import decide_promise_change
from lianxin.actions.decide_send_back import decide_send_back
from lianxin.actions.delegate import delegate
from lianxin.actions.designate import designate
from lianxin.actions.dispatch import dispatch
from lianxin.actions.end_assistance import end_assistance
from lianxin.actions.examine import examine
from lianxin.actions.extend import extend
from lianxin.actions.feed_back import feed_back
from lianxin.actions.give_opinion import give_opinion
from lianxin.actions.hand_over import hand_over
from lianxin.actions.no_matter import no_matter
from lianxin.actions.overturn_stop import overturn_stop
from lianxin.actions.queue import queue
from lianxin.actions.recall import recall
from lianxin.actions.recall_delegate import recall_delegate
from lianxin.actions.receive import receive
from lianxin.actions.record_progress import record_progress
from lianxin.actions.redirect import redirect
from lianxin.actions.rehandle import rehandle
from lianxin.actions.reopen import reopen
from lianxin.actions.reply import reply
from lianxin.actions.request_co_handler import request_co_handler
from lianxin.actions.request_host_change import request_host_change
from lianxin.actions.return_for_correction import return_for_correction
from lianxin.actions.send_back import send_back
from lianxin.actions.sign import sign
from lianxin.actions.stop import stop
from lianxin.actions.transfer_out import transfer_out
from lianxin.actions.uphold_stop import uphold_stop

ACTIONS: Mapping[str, Callable[..., Any]] = {
    "receive": receive,
    "queue": queue,
    "answer": answer,
    "redirect": redirect,
    "hand_over": hand_over,
    "transfer_out": transfer_out,
    "no_matter": no_matter,
    "dispatch": dispatch,
    "designate": designate,
    "decide_send_back": decide_send_back,
    "change_host": change_host,
    "decide_host_change": decide_host_change,
    "recall": recall,
    "add_co_handler": add_co_handler,
    "decide_co_handling": decide_co_handling,
    "sign": sign,
    "send_back": send_back,
    "delegate": delegate,
    "recall_delegate": recall_delegate,
    "request_co_handler": request_co_handler,
    "request_host_change": request_host_change,
    "give_opinion": give_opinion,
    "assist": assist,
    "end_assistance": end_assistance,
    "record_progress": record_progress,
    "reply": reply,
    "feed_back": feed_back,
    "extend": extend,
    "decide_extension": decide_extension,
    "change_promise": change_promise,
    "decide_promise_change": decide_promise_change,
    "stop": stop,
    "examine": examine,
    "return_for_correction": return_for_correction,
    "uphold_stop": uphold_stop,
    "overturn_stop": overturn_stop,
    "call_back": call_back,
    "accept_dissatisfaction": accept_dissatisfaction,
    "rehandle": rehandle,
    "close": close,
    "reopen": reopen,
}
"""Each act by its name: what pages, commands and tests look up."""

__all__ = [
    "ACTIONS",
    "CallerEntry",
    "Done",
    "Door",
    "accept_dissatisfaction",
    "add_co_handler",
    "answer",
    "assist",
    "call_back",
    "change_host",
    "change_promise",
    "close",
    "decide_co_handling",
    "decide_extension",
    "decide_host_change",
    "decide_promise_change",
    "decide_send_back",
    "delegate",
    "designate",
    "dispatch",
    "end_assistance",
    "examine",
    "extend",
    "feed_back",
    "give_opinion",
    "hand_over",
    "no_matter",
    "overturn_stop",
    "queue",
    "recall",
    "recall_delegate",
    "receive",
    "record_progress",
    "redirect",
    "rehandle",
    "reopen",
    "reply",
    "request_co_handler",
    "request_host_change",
    "return_for_correction",
    "send_back",
    "sign",
    "stop",
    "transfer_out",
    "uphold_stop",
]
