from tests.cases.awb.moves import waiting

__all__ = ["waiting"]
