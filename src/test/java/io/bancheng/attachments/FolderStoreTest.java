package io.bancheng.attachments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Sha256;
import io.bancheng.harness.SharedSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
  private static final byte[] DOCUMENT = "病历：王某某".getBytes(UTF_8);
  private static final String DIGEST = Sha256.hex(DOCUMENT);

  @TempDir Path var;
  private FolderStore store;

  @BeforeEach
  void a_document_is_kept() {
    store = new FolderStore(var.resolve("attachments"), SharedSecrets.seal(var));
    store.keep(List.of(new Enclosure("a.txt", "text/plain", DIGEST, DOCUMENT)));
  }

  @Test
  void a_document_lies_there_sealed_and_comes_back_as_it_was() throws IOException {
    assertThat(new String(Files.readAllBytes(file()), UTF_8)).doesNotContain("王某某");
    assertThat(store.open(DIGEST).orElseThrow().readAllBytes()).isEqualTo(DOCUMENT);
  }

  @Test
  void a_document_that_was_put_in_the_place_of_another_does_not_open() throws IOException {
    byte[] other = "另一份".getBytes(UTF_8);
    store.keep(List.of(new Enclosure("b.txt", "text/plain", Sha256.hex(other), other)));
    String digest = Sha256.hex(other);
    Files.copy(
        file(),
        file().getParent().getParent().resolve(digest.substring(0, 2)).resolve(digest),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> store.open(digest)).hasMessageContaining("moved");
  }

  @Test
  void a_document_from_before_documents_were_sealed_is_known_by_its_digest() throws IOException {
    Files.write(file(), DOCUMENT);
    assertThat(store.open(DIGEST).orElseThrow().readAllBytes()).isEqualTo(DOCUMENT);
  }

  @Test
  void a_forgotten_document_is_gone() {
    store.forget(DIGEST);
    store.forget(DIGEST);
    assertThat(store.open(DIGEST)).isEmpty();
  }

  private Path file() {
    return var.resolve("attachments").resolve(DIGEST.substring(0, 2)).resolve(DIGEST);
  }
}
