"""The telephone on the agent's screen: who calls, what is known of them, and what comes of the call."""
