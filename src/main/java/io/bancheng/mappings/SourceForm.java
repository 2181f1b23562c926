package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A web form as its browser or portal sends it: {@code application/x-www-form-urlencoded}, also
 * where nothing is declared, or {@code multipart/form-data} (RFC 7578) with documents.
 */
final class SourceForm {
  /** The field in which a browser may name the charset of all others. */
  static final String CHARSET_FIELD = "_charset_";

  private SourceForm() {}

  /**
   * @param contentType may be null
   * @throws Unacceptable if the bytes are no such form, or more of it than the hub takes
   */
  static Source read(byte[] raw, String contentType, ReadingLimits limits) {
    String type = contentType == null ? "" : contentType;
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (media) {
      case "", "application/x-www-form-urlencoded" ->
          Source.of(new UrlEncodedForm(raw, limits).fields(type));
      case "multipart/form-data" -> new MultipartForm(raw, limits).read(type);
      default ->
          throw ReadingLimits.refusal(
              "Neither application/x-www-form-urlencoded nor multipart/form-data");
    };
  }

  /**
   * The charset of a form's texts: of the content type, of the field {@code _charset_}, UTF-8.
   *
   * @param field that field's bytes, null if there is none
   */
  static Charset charset(String contentType, byte[] field) {
    return SourceText.declared(contentType)
        .or(
            () ->
                Optional.ofNullable(field)
                    .map(name -> new String(name, StandardCharsets.ISO_8859_1).strip())
                    .map(SourceText::named))
        .orElse(StandardCharsets.UTF_8);
  }
}
