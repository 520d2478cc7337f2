"""Where the e-mail of a run arrives: a real SMTP server outside, in a process of its own, that no fault hits.

It prints its port, and then a line for each e-mail as it comes: its Message-ID, and its subject.
"""

import time

from tests.cases.watch.smtp import mail_server

LOOK = 0.2


def main() -> None:
    with mail_server() as box:
        print(box.port, flush=True)
        seen = 0
        while True:
            for message in box.taken[seen:]:
                print(message["Message-ID"], message["Subject"], flush=True)
                seen += 1
            time.sleep(LOOK)


if __name__ == "__main__":
    main()
