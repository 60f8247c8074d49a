"""Typical cases at the desk: written by an editor, published or declined by the head of the centre."""
