package io.bancheng.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseEvent;

/**
 * An event's own data for the timeline: without what the case already says and without the person.
 */
final class EventJson {
  private EventJson() {}

  static ObjectNode of(CaseEvent event) {
    ObjectNode data = CanonicalJson.MAPPER.valueToTree(event);
    data.remove("at");
    data.remove("actor");
    data.remove("submission");
    return data;
  }
}
