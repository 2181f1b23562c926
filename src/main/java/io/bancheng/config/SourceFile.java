package io.bancheng.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * One operator's file as it was when the folder was read.
 *
 * @param path as operators know it, e.g. {@code config/tables/routing.csv}
 * @param readable false if it is missing or no text, which was told already
 */
record SourceFile(String path, String text, boolean readable) {
  static SourceFile unreadable(String path) {
    return new SourceFile(path, "", false);
  }

  static SourceFile of(String path, byte[] bytes, Findings findings) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new SourceFile(path, text.startsWith("\uFEFF") ? text.substring(1) : text, true);
    } catch (CharacterCodingException e) {
      findings.add(
          new Place(path, 1, 1),
          chinese(bytes)
              ? "this file is not UTF-8 but GB18030 (GBK), as Excel saves it."
              : "this file is not UTF-8.",
          "Save it again with encoding UTF-8"
              + (path.endsWith(".csv") ? ": bin/hub table --utf8 " + path : "."));
      return unreadable(path);
    }
  }

  private static boolean chinese(byte[] bytes) {
    try {
      Charset.forName("GB18030").newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The file's name without folder and ending. */
  String stem() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  Place place(int line, int column) {
    return new Place(path, line, column);
  }

  Place start() {
    return place(1, 1);
  }
}
