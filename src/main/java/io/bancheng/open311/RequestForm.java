package io.bancheng.open311;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Sha256;
import io.bancheng.config.Category;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An app's request as the channel's message: the form it sent, without the key, with a number. */
final class RequestForm {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CanonicalJson.ZONE);

  static final String UPDATE = "update_id";

  private final TreeMap<String, String> fields = new TreeMap<>();

  RequestForm(Map<String, String[]> parameters) {
    parameters.forEach((name, values) -> fields.put(name, values[0]));
    fields.remove(Requests.KEY);
  }

  /** A field's text; empty if it was not sent. */
  String get(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /**
   * The message. GeoReport gives requests no number of the app's own, so the same words on the same
   * day are the same request, unless the app sends an idempotency key.
   *
   * @param key may be null
   */
  InboundMessage message(Category service, String key, Instant now) {
    String token = key == null ? print(now) : key;
    fields.put("request_token", token);
    fields.put("requested_datetime", TIME.format(now));
    fields.put("service_name", service.nameZh());
    return message(token, now);
  }

  /**
   * The message of an update. Its number is the app's own; without one, the same words on the same
   * day are the same update.
   */
  InboundMessage update(Instant now) {
    if (get(UPDATE).isEmpty()) {
      fields.put(UPDATE, print(now));
    }
    return message(get(Requests.ID) + " " + get(UPDATE), now);
  }

  /** Of all that was sent, and the day. */
  private String print(Instant now) {
    String day = TIME.format(now).substring(0, "2026-01-01".length());
    return Sha256.hex(day, encoded()).substring(0, 32);
  }

  private InboundMessage message(String token, Instant now) {
    return new InboundMessage(
        null,
        "channel." + Requests.CHANNEL,
        null,
        "application/x-www-form-urlencoded; charset=UTF-8",
        token,
        encoded().getBytes(StandardCharsets.US_ASCII),
        now);
  }

  private String encoded() {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
