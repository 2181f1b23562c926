package io.bancheng.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;

/**
 * A tree as XML text: an object's fields are elements, a list is its element repeated, everything
 * else is text. Characters that XML cannot carry are left out (XML 1.0, 2.2).
 */
final class XmlText {
  private final StringBuilder out = new StringBuilder();

  private XmlText() {}

  static String of(String root, JsonNode tree, Charset charset) {
    var text = new XmlText();
    text.out.append("<?xml version=\"1.0\" encoding=\"").append(charset.name()).append("\"?>\n");
    text.element(root, tree);
    return text.out.toString();
  }

  private void element(String name, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> element(name, item));
      return;
    }
    out.append('<').append(name).append('>');
    if (value.isObject()) {
      value.properties().forEach(field -> element(field.getKey(), field.getValue()));
    } else if (!value.isNull()) {
      value.asText().codePoints().filter(XmlText::carried).forEach(this::character);
    }
    out.append("</").append(name).append('>');
  }

  private void character(int c) {
    switch (c) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '\r' -> out.append("&#13;");
      default -> out.appendCodePoint(c);
    }
  }

  private static boolean carried(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || c >= 0x20 && c <= 0xD7FF
        || c >= 0xE000 && c <= 0xFFFD
        || c >= 0x10000;
  }
}
