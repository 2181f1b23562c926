package io.bancheng.mappings;

import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Sha256;
import io.bancheng.canonical.Unacceptable;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.Tika;

/**
 * The documents of one message, typed by their content, within the limits of reading. A name may
 * say more about a container (a ZIP that calls itself .docx), never something else.
 */
final class Documents {
  private static final int LONGEST_NAME = 255;
  private static final Tika TIKA = new Tika();

  private final List<Enclosure> list = new ArrayList<>();
  private final ReadingLimits limits;

  Documents(ReadingLimits limits) {
    this.limits = limits;
  }

  /**
   * Adds a document.
   *
   * @param name as its sender calls it, may be null
   * @throws Unacceptable UNREADABLE if there are too many or it is too large
   */
  void add(String name, byte[] content) {
    if (list.size() == limits.attachments()) {
      throw ReadingLimits.refusal("More than " + limits.attachments() + " documents");
    }
    if (content.length > limits.attachment()) {
      throw ReadingLimits.refusal(
          "A document larger than " + ReadingLimits.bytes(limits.attachment()));
    }
    String plain = plain(name);
    list.add(new Enclosure(plain, TIKA.detect(content, plain), Sha256.hex(content), content));
  }

  List<Enclosure> all() {
    return List.copyOf(list);
  }

  /** The last part of a path, without control and direction characters, cut to 255 characters. */
  private static String plain(String name) {
    if (name == null) {
      return null;
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String shown = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
    int end = Math.min(shown.length(), LONGEST_NAME);
    if (end > 0 && end < shown.length() && Character.isHighSurrogate(shown.charAt(end - 1))) {
      end--;
    }
    return end == 0 ? null : shown.substring(0, end);
  }
}
