"""A hotline on its queues: python3 hotline.py FILE... pushes the files, then prints the answers."""

import sys

from stomp import Stomp

reading, writing = Stomp("channel.hotline"), Stomp("channel.hotline")
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        writing.send("channel.hotline", file.read())
reading.subscribe("channel.hotline.answers")
while True:
    headers, body = reading.receive()
    print(headers["type"], headers["hubMsgId"], headers["hubSeq"], body, flush=True)
    reading.acknowledge(headers)
