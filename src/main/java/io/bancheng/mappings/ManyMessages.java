package io.bancheng.mappings;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Unacceptable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Several messages in one body (批量): a list in JSON, or one JSON on each line. */
public final class ManyMessages {
  /** More come in several bodies. */
  public static final int MOST = 500;

  private static final List<String> LINES =
      List.of("application/x-ndjson", "application/ndjson", "application/jsonl");
  private static final String JSON = "application/json";

  private ManyMessages() {}

  /** Whether it is such a body: by its media type, or because it begins as a list. */
  public static boolean in(InboundMessage body) {
    String type = type(body);
    return LINES.contains(type)
        || (type.isEmpty() || type.equals(JSON)) && beginsAsList(body.raw());
  }

  /**
   * The messages in their order, each with the bytes that it has in the body. The caller's
   * idempotency key with the item's place behind it is the key of that item.
   *
   * @throws Unacceptable if it is no list, or one of none or of too many
   */
  public static List<InboundMessage> of(InboundMessage body) {
    var items = LINES.contains(type(body)) ? lines(body) : list(body);
    if (items.isEmpty()) {
      throw new Unacceptable(Unacceptable.Kind.INVALID, "There is nothing in it.");
    }
    if (items.size() > MOST) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "%d messages, and at most %d may come together.".formatted(items.size(), MOST));
    }
    return IntStream.range(0, items.size())
        .mapToObj(index -> message(body, items.get(index), index))
        .toList();
  }

  private static List<String> list(InboundMessage body) {
    return SourceJson.items(body.raw(), body.contentType(), ReadingLimits.DEFAULTS);
  }

  private static List<String> lines(InboundMessage body) {
    ReadingLimits.DEFAULTS.admit(body.raw(), ReadingLimits.DEFAULTS.document());
    return SourceText.read(body.raw(), body.contentType())
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static InboundMessage message(InboundMessage body, String item, int index) {
    String key = body.idempotencyKey();
    return new InboundMessage(
        null,
        body.door(),
        null,
        JSON,
        key == null ? null : key + "#" + index,
        item.getBytes(StandardCharsets.UTF_8),
        body.receivedAt());
  }

  private static boolean beginsAsList(byte[] raw) {
    for (byte b : raw) {
      if (!Character.isWhitespace(b)) {
        return b == '[';
      }
    }
    return false;
  }

  private static String type(InboundMessage body) {
    String type = body.contentType();
    return type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
  }
}
