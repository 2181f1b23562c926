package io.bancheng.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.Hash;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes an event as a ledger row and reads it back. What people said ({@code submission}, {@code
 * texts}, {@code attachments}) is taken out of the data and replaced by its salted hash, so that
 * erasing it leaves the chain valid.
 */
final class EventCodec {
  private static final List<String> SAID = List.of("submission", "texts", "attachments");

  /** The events that say more about a case. */
  static final List<String> ADDING =
      List.of("Supplemented", "SupplementAdded", "Supervised", "Reopened");

  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(CaseEvent.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private final Supplier<byte[]> salts;
  private final Hash hash;

  EventCodec(Supplier<byte[]> salts, Hash hash) {
    this.salts = salts;
    this.hash = hash;
  }

  /**
   * One row of the ledger.
   *
   * @param words what people said, null if the event has none
   */
  record Row(String type, String data, String salt, String words, String hash) {}

  Row write(CaseEvent event, String head) {
    ObjectNode data = CanonicalJson.MAPPER.valueToTree(event);
    var words = CanonicalJson.MAPPER.createObjectNode();
    for (String name : SAID) {
      if (data.has(name)) {
        words.set(name, data.remove(name));
      }
    }
    if (words.isEmpty()) {
      return row(event, data, null, null, head);
    }
    String salt = HexFormat.of().formatHex(salts.get());
    String text = words.toString();
    data.put("said", hash.of(salt, text));
    return row(event, data, salt, text, head);
  }

  /**
   * The event of a row.
   *
   * @param words null if the event had none or they were erased
   */
  CaseEvent read(String type, String data, String words) {
    try {
      var node = (ObjectNode) CanonicalJson.MAPPER.readTree(data);
      node.remove("said");
      if (words != null) {
        node.setAll((ObjectNode) CanonicalJson.MAPPER.readTree(words));
      }
      return (CaseEvent) CanonicalJson.MAPPER.treeToValue(node, TYPES.get(type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The ledger holds a " + type + " that cannot be read", e);
    }
  }

  private Row row(CaseEvent event, ObjectNode data, String salt, String words, String head) {
    String text = data.toString();
    return new Row(event.type(), text, salt, words, hash.of(head, event.type(), text));
  }
}
