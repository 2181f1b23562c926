package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.ToldEvent;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A case event as those outside hear it: CloudEvents 1.0, structured JSON. Nothing in it names or
 * quotes a person.
 */
public final class CloudEvents {
  /** What staff may have written about a person, and the hash of what people said. */
  private static final List<String> UNTOLD =
      List.of("said", "at", "referralText", "receiptFromTarget");

  private CloudEvents() {}

  /** The event as JSON text. */
  public static String write(ToldEvent e) {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", e.id());
    event.put("source", "urn:bancheng:hub");
    event.put("type", "io.bancheng.case." + e.type());
    event.put("subject", e.caseNo());
    event.put(
        "time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(e.at().atZone(CanonicalJson.ZONE)));
    event.put("datacontenttype", "application/json");
    event.put("sequence", "%08d".formatted(e.seq()));
    event.set("data", told(e.data()));
    return event.toString();
  }

  private static ObjectNode told(String json) {
    try {
      var data = (ObjectNode) CanonicalJson.MAPPER.readTree(json);
      data.remove(UNTOLD);
      if (data.get("actor") instanceof ObjectNode actor) {
        actor.remove("name");
      }
      return data;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The ledger holds an event that cannot be read", e);
    }
  }
}
