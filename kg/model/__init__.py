"""The frozen types in which the steps meet; they hold data and do no I/O.

`text` holds sources and spans, `extraction` what one document says, `links` what holds
between documents, `answers` what a person asked for, `view` the port to a library.
"""
