"""Types real documents anew and carries the answers along to the new offsets.

A transformation takes an Answer and gives the Answer of the same document in another
form: other brackets, other line breaks, other script, a list for a bracket. What the
document says is the same, so an extraction must find the same facts at the new places.
"""
