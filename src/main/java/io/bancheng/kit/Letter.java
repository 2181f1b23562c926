package io.bancheng.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;

/** A message of the hub to the department, as docs/messages.md promises it. */
record Letter(ObjectNode body) {
  String messageId() {
    return body.path("messageId").asText();
  }

  String type() {
    return body.path("messageType").asText();
  }

  String caseNo() {
    return body.path("caseNo").asText();
  }

  String assignmentId() {
    return body.path("assignmentId").asText();
  }

  String text() {
    return CanonicalJson.write(body);
  }
}
