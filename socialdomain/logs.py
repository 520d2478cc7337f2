"""What may stand in a log: ids, kinds and counts."""

import logging
import re

_DETAIL = re.compile(r"\bDETAIL:.*?(?=\n[A-Z]+:|\Z)", re.DOTALL)


class DropDatabaseDetail(logging.Filter):
    """An IntegrityError prints the row that clashed, with the blind index of a BSN in it: drop that part."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            record.exc_text = _DETAIL.sub("DETAIL: weggelaten", text)
        if isinstance(record.msg, str) and "DETAIL:" in record.getMessage():
            record.msg, record.args = _DETAIL.sub("DETAIL: weggelaten", record.getMessage()), ()
        return True
