"""Signing in and out, choosing an office, choosing a language."""
