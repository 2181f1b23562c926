package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body. What is percent-encoded are
 * bytes; only then do they become text, in the form's charset.
 */
final class UrlEncodedForm {
  private final byte[] raw;
  private final ReadingLimits limits;

  /** A field, its escapes undone; {@code at} counts the bytes before it. */
  private record Pair(int at, byte[] name, byte[] value) {
    boolean named(String word) {
      return new String(name, StandardCharsets.ISO_8859_1).equals(word);
    }
  }

  UrlEncodedForm(byte[] raw, ReadingLimits limits) {
    limits.admit(raw, limits.document());
    this.raw = raw;
    this.limits = limits;
  }

  /**
   * The fields by name.
   *
   * @throws Unacceptable UNREADABLE, with the place in bytes
   */
  Map<String, Object> fields(String contentType) {
    var pairs = pairs();
    byte[] named =
        pairs.stream()
            .filter(pair -> pair.named(SourceForm.CHARSET_FIELD))
            .map(Pair::value)
            .findFirst()
            .orElse(null);
    var charset = SourceForm.charset(contentType, named);
    var fields = new FormFields(limits);
    for (Pair pair : pairs) {
      if (!pair.named(SourceForm.CHARSET_FIELD)) {
        fields.add(text(pair, pair.name(), charset), text(pair, pair.value(), charset));
      }
    }
    return fields.byName();
  }

  private static String text(Pair pair, byte[] bytes, Charset charset) {
    try {
      return SourceText.decode(bytes, charset);
    } catch (Unacceptable e) {
      throw ReadingLimits.refusal(e.getMessage() + " of the field at byte " + (pair.at() + 1));
    }
  }

  private List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    for (int from = 0; from < raw.length; ) {
      int to = next('&', from, raw.length);
      if (to > from) {
        if (pairs.size() == limits.fields()) {
          throw ReadingLimits.refusal("More than " + limits.fields() + " fields");
        }
        int sign = next('=', from, to);
        pairs.add(new Pair(from, plain(from, sign), plain(Math.min(sign + 1, to), to)));
      }
      from = to + 1;
    }
    return pairs;
  }

  private int next(char wanted, int from, int to) {
    int at = from;
    while (at < to && raw[at] != wanted) {
      at++;
    }
    return at;
  }

  private byte[] plain(int from, int to) {
    var plain = new ByteArrayOutputStream(to - from);
    for (int at = from; at < to; at++) {
      if (raw[at] == '%') {
        plain.write(escaped(at, to));
        at += 2;
      } else {
        plain.write(raw[at] == '+' ? ' ' : raw[at]);
      }
    }
    return plain.toByteArray();
  }

  private int escaped(int at, int to) {
    int high = at + 2 < to ? Character.digit(raw[at + 1], 16) : -1;
    int low = at + 2 < to ? Character.digit(raw[at + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw ReadingLimits.refusal("A broken % sequence at byte " + (at + 1));
    }
    return high << 4 | low;
  }
}
