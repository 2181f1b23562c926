package io.bancheng.routes;

import io.bancheng.canonical.InboundMessage;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is known of a file beside its bytes; it goes along as parameters of the media type, so that
 * a parked file can still be read.
 *
 * @param name what its sender calls it, without folders
 * @param arrived when it came, with the offset of Asia/Shanghai
 */
record FileFacts(String name, OffsetDateTime arrived) {
  private static final Pattern FORM =
      Pattern.compile("[a-z]+/[a-z]+; file=([^;]*); arrived=([^;]*)");

  String contentType() {
    return media()
        + "; file="
        + URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "; arrived="
        + arrived;
  }

  private String media() {
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (suffix) {
      case "xml", "json" -> "application/" + suffix;
      default -> "text/csv";
    };
  }

  static FileFacts of(InboundMessage file) {
    var facts = FORM.matcher(file.contentType());
    if (!facts.matches()) {
      throw new IllegalArgumentException("not a file");
    }
    return new FileFacts(
        URLDecoder.decode(facts.group(1), StandardCharsets.UTF_8),
        OffsetDateTime.parse(facts.group(2)));
  }

  /** Whether the message is a whole file, and not one of its rows. */
  static boolean has(InboundMessage message) {
    return message.contentType() != null && FORM.matcher(message.contentType()).matches();
  }
}
