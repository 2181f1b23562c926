package io.bancheng.window;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A form as it came in: what was written, and the documents in temporary files that are gone when
 * it is closed. As much as can be read is read, so that nobody has to write it again.
 */
final class Upload implements AutoCloseable {
  static final long LARGEST = 100L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
  private static final int MOST_WORDS = 1 << 20;
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_HEAD = 8 << 10;

  private final Map<String, String> words = new LinkedHashMap<>();
  private final List<Document> documents = new ArrayList<>();
  private int wordsLeft = MOST_WORDS;
  private boolean whole;

  private Upload() {}

  /** Reads a form; one that ends too early or is too large gives what stood before that. */
  static Upload read(HttpServletRequest request) {
    var upload = new Upload();
    try {
      upload.parts(request);
      upload.whole = true;
    } catch (IOException | InvalidFileNameException e) {
      LOG.info("a form did not come in whole: {}", e.getClass().getSimpleName());
    }
    return upload;
  }

  Answers answers() {
    return new Answers(words);
  }

  List<Document> documents() {
    return List.copyOf(documents);
  }

  /** False if something is missing at its end. */
  boolean whole() {
    return whole;
  }

  private void parts(HttpServletRequest request) throws IOException {
    var reader = new FileUpload();
    reader.setHeaderEncoding(StandardCharsets.UTF_8.name());
    reader.setPartHeaderSizeMax(LONGEST_HEAD);
    var parts = reader.getItemIterator(new FormBody(request, LARGEST));
    for (int n = 0; parts.hasNext(); n++) {
      if (n == MOST_PARTS) {
        throw new IOException("more parts than a form has");
      }
      take(parts.next());
    }
  }

  private void take(FileItemStream part) throws IOException {
    if (part.isFormField()) {
      words.putIfAbsent(part.getFieldName(), text(part));
    } else if (!part.getName().isEmpty()) {
      documents.add(document(part));
    }
  }

  private String text(FileItemStream part) throws IOException {
    try (var in = part.openStream()) {
      var bytes = in.readNBytes(wordsLeft + 1);
      wordsLeft -= bytes.length;
      if (wordsLeft < 0) {
        throw new IOException("more words than anybody writes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Document document(FileItemStream part) throws IOException {
    Path place = Files.createTempFile("form-", null);
    long size = -1;
    try (var in = part.openStream();
        var out = Files.newOutputStream(place)) {
      size = copy(in, out);
    } finally {
      if (size < 0 || size > Document.LARGEST) {
        Files.delete(place);
      }
    }
    return new Document(part.getName(), size > Document.LARGEST ? null : place, size);
  }

  /** Copies what is allowed and reads over the rest, so that the fields behind it are read too. */
  private static long copy(InputStream in, OutputStream out) throws IOException {
    var buffer = new byte[16 << 10];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += read;
      if (size <= Document.LARGEST) {
        out.write(buffer, 0, read);
      }
    }
    return size;
  }

  @Override
  public void close() {
    for (Document document : documents) {
      if (!document.tooLarge()) {
        delete(document.place());
      }
    }
  }

  private static void delete(Path place) {
    try {
      Files.deleteIfExists(place);
    } catch (IOException e) {
      LOG.warn("{} holds a citizen's document and cannot be deleted: delete it.", place);
    }
  }
}
