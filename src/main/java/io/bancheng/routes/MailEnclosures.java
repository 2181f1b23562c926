package io.bancheng.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.attachments.AttachmentStore;
import io.bancheng.routes.OutgoingMail.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The documents of a case (附件) that go along with a letter by mail, as many as its size allows;
 * those of a confidential reporter never do.
 */
final class MailEnclosures {
  private static final int MOST_BYTES = 10 << 20;
  private static final String UNNAMED = "（未命名）";
  private static final String ANY_TYPE = "application/octet-stream";

  private final AttachmentStore store;

  MailEnclosures(AttachmentStore store) {
    this.store = store;
  }

  /**
   * What comes along, and what only stands by its name in the text.
   *
   * @param others names
   */
  record Packed(List<Document> documents, List<String> others) {
    List<String> names() {
      return documents.stream().map(Document::name).toList();
    }
  }

  Packed pack(JsonNode letter) {
    boolean confidential =
        letter.path("confidential").asBoolean() || letter.at("/reporter/confidential").asBoolean();
    var documents = new ArrayList<Document>();
    var others = new ArrayList<String>();
    int left = confidential ? 0 : MOST_BYTES;
    for (JsonNode attachment : attached(letter)) {
      var document = document(attachment, left);
      document.ifPresent(documents::add);
      left -= document.map(d -> d.content().length).orElse(0);
      if (document.isEmpty()) {
        others.add(attachment.path("name").asText(UNNAMED));
      }
    }
    return new Packed(documents, others);
  }

  /** Documents of the case and of what was added to it later. */
  private static List<JsonNode> attached(JsonNode letter) {
    var all = new ArrayList<JsonNode>();
    letter.path("attachments").forEach(all::add);
    letter.path("additions").forEach(added -> added.path("attachments").forEach(all::add));
    return all;
  }

  private Optional<Document> document(JsonNode attachment, int most) {
    String digest = attachment.path("sha256").asText();
    if (digest.isEmpty() || attachment.path("size").asLong() > most || most == 0) {
      return Optional.empty();
    }
    return store
        .open(digest)
        .map(content -> bytes(content, most))
        .filter(bytes -> bytes.length <= most)
        .map(bytes -> document(attachment, bytes));
  }

  private static Document document(JsonNode attachment, byte[] bytes) {
    String type = attachment.path("mediaType").asText();
    boolean plain = type.matches("[\\w.+-]+/[\\w.+-]+") && !type.startsWith("multipart/");
    return new Document(attachment.path("name").asText(UNNAMED), plain ? type : ANY_TYPE, bytes);
  }

  private static byte[] bytes(InputStream content, int most) {
    try (content) {
      return content.readNBytes(most + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
