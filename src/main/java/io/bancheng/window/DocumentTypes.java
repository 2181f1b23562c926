package io.bancheng.window;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import org.apache.tika.Tika;

/** Which documents the page takes: pictures, PDF, office and plain text, told by their content. */
final class DocumentTypes {
  /** For the browser's own dialogue; what is taken is decided by the content. */
  static final String ENDINGS =
      ".jpg,.jpeg,.png,.gif,.bmp,.webp,.tif,.tiff,.heic,.heif,.pdf,.doc,.docx,.xls,.xlsx,.ppt,"
          + ".pptx,.wps,.et,.dps,.rtf,.odt,.ods,.odp,.txt,.csv";

  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final String OPEN = "application/vnd.oasis.opendocument.";
  private static final Set<String> TAKEN =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/bmp",
          "image/webp",
          "image/tiff",
          "image/heic",
          "image/heif",
          "application/pdf",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          "application/vnd.ms-works",
          "application/x-tika-msoffice",
          "application/rtf",
          OFFICE + "wordprocessingml.document",
          OFFICE + "spreadsheetml.sheet",
          OFFICE + "presentationml.presentation",
          OPEN + "text",
          OPEN + "spreadsheet",
          OPEN + "presentation",
          "text/plain",
          "text/csv");
  private static final Tika TIKA = new Tika();

  private DocumentTypes() {}

  /** Whether the page takes it. A name may say more about its content, never something else. */
  static boolean taken(Document document) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(document.place()))) {
      return TAKEN.contains(TIKA.detect(in, document.name()));
    } catch (IOException e) {
      throw new UncheckedIOException("A document that was just sent cannot be read", e);
    }
  }
}
