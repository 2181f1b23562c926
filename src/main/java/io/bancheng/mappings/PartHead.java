package io.bancheng.mappings;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The header lines of one part of a form, and the parameters of its {@code Content-Disposition}.
 * Everything is kept with one character per byte until its charset is known.
 */
final class PartHead {
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();

  PartHead(String head) {
    for (String line : head.replaceAll("\\r?\\n[ \\t]+", " ").split("\\r?\\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        lines.putIfAbsent(lower(line.substring(0, colon)), line.substring(colon + 1).strip());
      }
    }
    parameters(line("content-disposition"));
  }

  /** The line of that name in small letters, empty if there is none. */
  String line(String name) {
    return lines.getOrDefault(name, "");
  }

  /**
   * A parameter's bytes, null if there is none: {@code name*} with its charset (RFC 5987), in
   * pieces {@code name*0}, {@code name*1*} (RFC 2231), or plain.
   */
  EncodedText parameter(String name) {
    String whole = parameters.get(name + "*");
    if (whole != null) {
      return EncodedText.extended(whole);
    }
    var pieces = new StringBuilder();
    boolean extended = parameters.containsKey(name + "*0*");
    for (int n = 0; piece(name + "*" + n) != null; n++) {
      pieces.append(piece(name + "*" + n));
    }
    if (!pieces.isEmpty()) {
      return extended ? EncodedText.extended(pieces.toString()) : plain(pieces.toString());
    }
    return parameters.containsKey(name) ? plain(parameters.get(name)) : null;
  }

  private String piece(String name) {
    return parameters.getOrDefault(name, parameters.get(name + "*"));
  }

  private static EncodedText plain(String value) {
    return EncodedText.words(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void parameters(String disposition) {
    int at = disposition.indexOf(';');
    while (at >= 0 && at < disposition.length()) {
      int sign = disposition.indexOf('=', at);
      if (sign < 0) {
        return;
      }
      String name = lower(disposition.substring(at + 1, sign));
      var value = new StringBuilder();
      at = value(disposition, sign + 1, value);
      parameters.putIfAbsent(name, value.toString());
    }
  }

  /** Reads a quoted or bare value; gives the place of the semicolon behind it. */
  private static int value(String line, int from, StringBuilder value) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    boolean quoted = at < line.length() && line.charAt(at) == '"';
    for (at += quoted ? 1 : 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (quoted && c == '\\' && at + 1 < line.length() && line.charAt(at + 1) == '"') {
        at++;
      } else if (c == (quoted ? '"' : ';')) {
        break;
      }
      value.append(line.charAt(at));
    }
    return quoted ? line.indexOf(';', at) : at;
  }

  private static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
