"""A department that reads its cases and answers them: python3 department.py 340882.ybj"""

import datetime
import json
import sys

from stomp import Stomp


def reply(assignment, event_type, **more):
    assignment_id = assignment["assignmentId"]
    return json.dumps({
        "eventType": event_type,
        "assignmentId": assignment_id,
        "occurredAt": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "actor": "杨某",
        # The same reply always has the same key, so sending it twice does no harm.
        "idempotencyKey": f"{assignment_id}|{event_type}",
        **more,
    }, ensure_ascii=False)


me = "department." + sys.argv[1]
reading, writing = Stomp(me), Stomp(me)
reading.subscribe(me + ".cases")
while True:
    headers, body = reading.receive()
    print(headers["type"], headers["hubMsgId"], headers["hubSeq"], body, flush=True)
    message = json.loads(body)
    if message["messageType"] == "ASSIGNMENT_DISPATCHED":
        writing.send(me + ".replies", reply(message, "SIGNED"))
        writing.send(me + ".replies", reply(
            message, "OPINION_SUBMITTED", resultType="SOLVED",
            opinionText="已核实并办理完毕。", publicReplyText="您反映的事项已办理完毕。"))
    if message["messageType"] == "OPINION_REJECTED":
        # Another opinion is another reply, with a key of its own.
        writing.send(me + ".replies", reply(
            message, "OPINION_SUBMITTED", resultType="SOLVED",
            idempotencyKey=message["messageId"],
            opinionText="已重新核实并办理完毕。", publicReplyText="您反映的事项已重新办理。"))
    # Only now may the broker forget it: a crash before this line brings it again.
    reading.acknowledge(headers)
