"""Ready-made parts of the Awb, AVG and message standards, opted into by each law."""

from cases.contract.terms import Term

TERMS: tuple[Term, ...] = ()
