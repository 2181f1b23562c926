package io.bancheng.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.security.Caller;

/**
 * An event's own data for the timeline: without what the case already says and without the person.
 */
final class EventJson {
  private EventJson() {}

  /** The data of an event; the words that people wrote are for staff. */
  static ObjectNode of(CaseEvent event, Caller caller) {
    ObjectNode data = CanonicalJson.MAPPER.valueToTree(event);
    data.remove("at");
    data.remove("actor");
    data.remove("submission");
    if (!caller.staff()) {
      data.remove("texts");
      data.remove("attachments");
    }
    return data;
  }
}
