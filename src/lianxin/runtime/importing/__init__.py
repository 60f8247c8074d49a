"""Brings history in from files of messages: read strictly, judged by their limits, ended archived (R68)."""
