package io.bancheng.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.attachments.FolderStore;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Sha256;
import io.bancheng.harness.SharedSecrets;
import io.bancheng.routes.OutgoingMail.Document;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which documents of a case go along with a letter by mail. */
class MailEnclosuresTest {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private FolderStore store;
  private ObjectNode letter;

  @BeforeEach
  void a_letter() {
    store = new FolderStore(folder, SharedSecrets.seal(folder));
    letter = CanonicalJson.MAPPER.createObjectNode();
    letter.putObject("reporter").put("confidential", false);
  }

  @Test
  void those_of_the_case_and_of_what_was_added_go_along() {
    attach(letter, "诊断证明.pdf", "application/pdf", 3);
    attach(letter.putArray("additions").addObject(), "补充.jpg", "image/jpeg", 4);

    var packed = packed();

    assertThat(packed.documents())
        .extracting(Document::name, Document::mediaType, d -> d.content().length)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("诊断证明.pdf", "application/pdf", 3),
            org.assertj.core.groups.Tuple.tuple("补充.jpg", "image/jpeg", 4));
    assertThat(packed.others()).isEmpty();
  }

  @Test
  void ten_mebibytes_are_enough_and_smaller_ones_still_fit() {
    attach(letter, "一.bin", "application/zip", 6 * MIB);
    attach(letter, "二.bin", "application/zip", 5 * MIB);
    attach(letter, "三.bin", "application/zip", 4 * MIB);

    assertThat(packed().names()).containsExactly("一.bin", "三.bin");
    assertThat(packed().others()).containsExactly("二.bin");
  }

  @Test
  void of_a_confidential_reporter_none_goes_along() {
    attach(letter, "照片.jpg", "image/jpeg", 3);
    letter.putObject("reporter").put("confidential", true);
    assertThat(packed().documents()).isEmpty();

    letter.remove("reporter");
    letter.put("confidential", true);
    assertThat(packed().documents()).isEmpty();
    assertThat(packed().others()).containsExactly("照片.jpg");
  }

  @Test
  void what_is_not_in_the_store_or_was_never_sent_along_is_named() {
    letter.withArray("attachments").addObject().put("name", "网页.html");
    letter.withArray("attachments").addObject().put("sha256", "0".repeat(64));

    assertThat(packed().others()).containsExactly("网页.html", "（未命名）");
  }

  @Test
  void a_type_that_would_change_the_mail_is_none() {
    attach(letter, "a", "multipart/mixed; boundary=b", 1);
    attach(letter, "b", "text/html\r\nBcc: x@example.com", 1);

    assertThat(packed().documents())
        .extracting(Document::mediaType)
        .containsOnly("application/octet-stream");
  }

  private MailEnclosures.Packed packed() {
    return new MailEnclosures(store).pack(letter);
  }

  private void attach(ObjectNode to, String name, String type, int size) {
    byte[] content = new byte[size];
    byte[] mark = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(mark, 0, content, 0, Math.min(size, mark.length));
    String digest = Sha256.hex(content);
    store.keep(List.of(new Enclosure(name, type, digest, content)));
    to.withArray("attachments")
        .addObject()
        .put("name", name)
        .put("mediaType", type)
        .put("size", size)
        .put("sha256", digest);
  }
}
