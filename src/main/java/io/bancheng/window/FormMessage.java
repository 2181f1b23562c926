package io.bancheng.window;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.config.Regions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A filled-in form as the channel's message: {@code multipart/form-data} (RFC 7578) with the fields
 * that the portal's form has, for the same mapping.
 */
final class FormMessage {
  static final String CHANNEL = "web";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  static final List<String> VERBATIM =
      List.of(
          "userType",
          "name",
          "mobile",
          "idType",
          "idNo",
          "orgName",
          "creditCode",
          "address",
          "kind",
          "situation",
          "dept",
          "item",
          "times",
          "title",
          "content",
          "expect",
          "agentFor",
          "agentRelation",
          "agree");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final String boundary;

  /**
   * An empty message.
   *
   * @param boundary what nobody who writes into a form can know
   */
  private FormMessage(String boundary) {
    this.boundary = boundary;
  }

  /** The message of a form that was filled in without fault. */
  static InboundMessage of(FormToken token, Upload upload, Regions regions, Instant now) {
    var message = new FormMessage(UUID.randomUUID().toString());
    fields(token, upload.answers(), regions, now).forEach(message::field);
    upload.documents().forEach(message::document);
    message.write("--" + message.boundary + "--\r\n");
    String type = "multipart/form-data; charset=UTF-8; boundary=" + message.boundary;
    byte[] raw = message.bytes.toByteArray();
    return new InboundMessage(null, "channel." + CHANNEL, null, type, token.id(), raw, now);
  }

  private static Map<String, String> fields(
      FormToken token, Answers answers, Regions regions, Instant now) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("formToken", token.id());
    fields.put("submitTime", TIME.format(LocalDateTime.ofInstant(now, ZONE)));
    fields.put("source", "pc");
    VERBATIM.forEach(field -> fields.put(field, answers.get(field)));
    fields.put("region", RegionChoice.path(answers.get("region"), regions));
    fields.put("secret", answers.is("secret", "1") ? "1" : "0");
    return fields;
  }

  private void field(String name, String value) {
    head("name=\"%s\"".formatted(name));
    write(value + "\r\n");
  }

  private void document(Document document) {
    head("name=\"files\"; filename=\"%s\"".formatted(escaped(document.name())));
    try {
      Files.copy(document.place(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("A document that was just sent cannot be read", e);
    }
    write("\r\n");
  }

  private void head(String parameters) {
    write("--" + boundary + "\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\n");
  }

  /** As browsers do (HTML, multipart/form-data encoding algorithm). */
  private static String escaped(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
