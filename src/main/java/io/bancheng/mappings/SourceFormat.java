package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The formats that a field table can read, by the word that stands behind {@code source:}. */
enum SourceFormat {
  JSON("json", (raw, type, limits) -> Source.of(SourceJson.read(raw, type, limits))),
  XML("xml", (raw, type, limits) -> Source.of(SourceXml.read(raw, type, limits))),
  FORM("http", SourceForm::read),
  MAIL("eml", (raw, type, limits) -> SourceMail.read(raw, limits)),
  CSV("csv", (raw, type, limits) -> Source.of(SourceCsv.read(raw, type)));

  private final String suffix;
  private final Reader reader;

  private interface Reader {
    Source read(byte[] raw, String contentType, ReadingLimits limits);
  }

  /**
   * A format.
   *
   * @param suffix how the files of its examples end; a form's are requests with their head
   */
  SourceFormat(String suffix, Reader reader) {
    this.suffix = suffix;
    this.reader = reader;
  }

  /** All formats by their words. */
  static Map<String, SourceFormat> byWord() {
    return Arrays.stream(values())
        .collect(
            Collectors.toMap(
                f -> f.name().toLowerCase(Locale.ROOT), f -> f, (a, b) -> a, TreeMap::new));
  }

  String suffix() {
    return suffix;
  }

  /**
   * Reads a message.
   *
   * @param contentType as declared, may be null
   * @throws Unacceptable UNREADABLE if the bytes are not of the format, or more than the hub takes
   */
  Source read(byte[] raw, String contentType, ReadingLimits limits) {
    return reader.read(raw, contentType, limits);
  }
}
