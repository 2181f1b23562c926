package io.bancheng.mappings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A sender's JSON as maps, lists and plain values. A null counts as absent. Complaints give the
 * place and never the content.
 */
final class SourceJson {
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)");

  private SourceJson() {}

  /**
   * @param contentType may be null: UTF-8
   * @throws Unacceptable if the bytes are no JSON, or more of it than the hub takes
   */
  static Object read(byte[] raw, String contentType) {
    String text = text(raw, contentType);
    try {
      Object tree = CanonicalJson.MAPPER.readValue(text, Object.class);
      prune(tree, text.contains("\\ud") || text.contains("\\uD"));
      return tree == null ? Map.of() : tree;
    } catch (StreamConstraintsException e) {
      throw unreadable("Deeper, longer or larger in a number than the hub takes", e);
    } catch (JsonEOFException e) {
      throw unreadable("The text ends before the JSON does", e);
    } catch (StreamReadException e) {
      boolean twice = e.getOriginalMessage().startsWith("Duplicate");
      throw unreadable(twice ? "A key stands twice in one object" : "Not JSON", e);
    } catch (JsonProcessingException e) {
      throw unreadable(text.isBlank() ? "Nothing in it" : "Something follows the JSON", e);
    }
  }

  private static String text(byte[] raw, String contentType) {
    if (raw.length > MOST_BYTES) {
      throw new Unacceptable(Unacceptable.Kind.UNREADABLE, "Larger than 1 MiB");
    }
    var bytes = ByteBuffer.wrap(raw);
    try {
      var chars =
          charset(contentType)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes);
      String text = chars.toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Unacceptable(
          Unacceptable.Kind.UNREADABLE,
          "Not text in " + charset(contentType) + " at byte " + (bytes.position() + 1));
    }
  }

  private static Charset charset(String contentType) {
    var named = CHARSET.matcher(contentType == null ? "" : contentType.toLowerCase(Locale.ROOT));
    if (!named.find()) {
      return StandardCharsets.UTF_8;
    }
    String name = named.group(1);
    try {
      return name.startsWith("gb") ? Charset.forName("GB18030") : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new Unacceptable(Unacceptable.Kind.UNREADABLE, "Unknown charset in Content-Type");
    }
  }

  private static void prune(Object node, boolean surrogates) {
    if (node instanceof Map<?, ?> map) {
      map.values().removeIf(Objects::isNull);
      pruneAll(map.values(), surrogates);
    } else if (node instanceof List<?> list) {
      list.removeIf(Objects::isNull);
      pruneAll(list, surrogates);
    } else if (surrogates && node instanceof String text && halfCharacter(text)) {
      throw new Unacceptable(
          Unacceptable.Kind.UNREADABLE, "Half a character (lone surrogate) in a text");
    }
  }

  private static void pruneAll(Collection<?> nodes, boolean surrogates) {
    for (Object node : nodes) {
      prune(node, surrogates);
    }
  }

  private static boolean halfCharacter(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private static Unacceptable unreadable(String what, JsonProcessingException e) {
    var at = e.getLocation();
    String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return new Unacceptable(Unacceptable.Kind.UNREADABLE, what + place);
  }
}
