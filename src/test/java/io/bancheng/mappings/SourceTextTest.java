package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Unacceptable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTextTest {
  private static final String RARE = "𬭎𠮷㎡·O'Neil😡";

  @Test
  void every_chinese_charset_is_read_as_gb18030_and_keeps_rare_characters() {
    byte[] raw = RARE.getBytes(Charset.forName("GB18030"));
    for (String name : List.of("GB2312", "gbk", "\"GB18030\"", "'gb_2312-80'", "CP936", "x-gbk")) {
      assertThat(SourceText.read(raw, "text/plain; charset=" + name)).isEqualTo(RARE);
    }
  }

  @Test
  void a_byte_order_mark_is_stronger_than_what_is_declared() {
    byte[] utf8 = ("\uFEFF" + RARE).getBytes(StandardCharsets.UTF_8);
    byte[] utf16 = RARE.getBytes(StandardCharsets.UTF_16);
    byte[] little = ("\uFEFF" + RARE).getBytes(StandardCharsets.UTF_16LE);
    byte[] gb = ("\uFEFF" + RARE).getBytes(Charset.forName("GB18030"));
    assertThat(SourceText.read(utf8, "text/plain;charset=GBK")).isEqualTo(RARE);
    assertThat(SourceText.read(utf16, null)).isEqualTo(RARE);
    assertThat(SourceText.read(little, "text/plain;charset=UTF-8")).isEqualTo(RARE);
    assertThat(SourceText.read(gb, "text/plain;charset=GBK")).isEqualTo(RARE);
  }

  @Test
  void malformed_bytes_are_unreadable_with_the_place_of_the_first() {
    byte[] gbk = "ab陳".getBytes(Charset.forName("GBK"));
    byte[] overlong = {'a', (byte) 0xC0, (byte) 0xAF};
    byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
    assertThatThrownBy(() -> SourceText.read(gbk, null)).hasMessage("Not text in UTF-8 at byte 3");
    assertThatThrownBy(() -> SourceText.read(overlong, null))
        .hasMessage("Not text in UTF-8 at byte 2");
    assertThatThrownBy(() -> SourceText.read(surrogate, null)).isInstanceOf(Unacceptable.class);
    assertThatThrownBy(() -> SourceText.read(gbk, "a/b; charset=no such"))
        .hasMessage("Unknown charset declared");
  }
}
