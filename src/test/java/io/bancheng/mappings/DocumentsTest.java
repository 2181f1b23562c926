package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Unacceptable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final byte[] ZIP = {'P', 'K', 3, 4, 'd', 'u', 'm', 'm', 'y'};

  @Test
  void the_content_tells_the_type_and_a_name_only_which_kind_of_zip_it_is() {
    assertThat(one("情况说明.docx", ZIP).mediaType())
        .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assertThat(one("照片.jpg", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)).mediaType())
        .isEqualTo("application/pdf");
    assertThat(one(null, ZIP).mediaType()).isEqualTo("application/zip");
  }

  @Test
  void a_name_is_no_path_and_hides_no_direction() {
    assertThat(one("../../etc/passwd", ZIP).name()).isEqualTo("passwd");
    assertThat(one("C:\\x\\甲.pdf", ZIP).name()).isEqualTo("甲.pdf");
    assertThat(one("a\u202Efdp.exe\r\n", ZIP).name()).isEqualTo("afdp.exe");
    assertThat(one("𬭎".repeat(200), ZIP).name()).hasSizeLessThan(256).doesNotContain("?");
    assertThat(one("dir/", ZIP).name()).isNull();
  }

  @Test
  void too_many_are_refused() {
    var documents = new Documents(ReadingLimits.DEFAULTS);
    for (int i = 0; i < ReadingLimits.DEFAULTS.attachments(); i++) {
      documents.add("x", ZIP);
    }
    assertThatThrownBy(() -> documents.add("x", ZIP)).isInstanceOf(Unacceptable.class);
  }

  private static Enclosure one(String name, byte[] content) {
    var documents = new Documents(ReadingLimits.DEFAULTS);
    documents.add(name, content);
    return documents.all().get(0);
  }
}
