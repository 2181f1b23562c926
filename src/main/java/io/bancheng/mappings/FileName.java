package io.bancheng.mappings;

import java.io.ByteArrayOutputStream;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an attached file, as mail programs write it: plain, as encoded words (RFC 2047), or
 * in numbered, percent-encoded pieces (RFC 2231).
 */
final class FileName {
  private static final int LONGEST = 1024;
  private static final Pattern PIECE =
      Pattern.compile(
          "(?:^|;)\\s*(filename|name)(?:\\*(\\d{1,2}))?(\\*)?\\s*=\\s*"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;]*))",
          Pattern.CASE_INSENSITIVE);

  private final TreeMap<Integer, String> pieces = new TreeMap<>();
  private boolean encoded;

  private FileName() {}

  /** The name in a Content-Disposition or Content-Type header, null if there is none. */
  static String in(String header) {
    if (header == null) {
      return null;
    }
    var name = new FileName();
    var piece = PIECE.matcher(unfolded(header));
    while (piece.find()) {
      name.add(piece);
    }
    return name.pieces.isEmpty() ? null : name.text();
  }

  private static String unfolded(String header) {
    String line = header.replaceAll("\\r?\\n(?=[ \\t])", "");
    return line.substring(0, Math.min(line.length(), LONGEST));
  }

  private void add(Matcher piece) {
    int number = piece.group(2) == null ? 0 : Integer.parseInt(piece.group(2));
    boolean percent = piece.group(3) != null;
    String value =
        piece.group(4) == null
            ? piece.group(5).strip()
            : piece.group(4).replaceAll("\\\\([\"\\\\])", "$1");
    if (percent && !encoded) {
      pieces.clear();
      encoded = true;
    }
    if (percent || !encoded || number > 0) {
      pieces.putIfAbsent(number, value);
    }
  }

  private String text() {
    if (!encoded) {
      return EncodedWords.decode(String.join("", pieces.values()));
    }
    String first = pieces.firstEntry().getValue();
    var parts = first.split("'", 3);
    boolean declared = parts.length == 3;
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(EncodedWords.escaped(declared ? parts[2] : first, '%'));
    pieces.tailMap(0, false).values().forEach(p -> bytes.writeBytes(EncodedWords.escaped(p, '%')));
    return SomeText.read(bytes.toByteArray(), declared ? parts[0] : null);
  }
}
