package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.Enclosure;
import io.bancheng.canonical.Unacceptable;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceFormTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data; boundary=\"-b'1\"";
  private static final Charset GBK = Charset.forName("GBK");

  @Test
  void percent_signs_are_bytes_first_and_text_then() {
    assertThat(form("a=1+2%2B&b=%E9%99%B3&c=陳&=x&d=&e=+&f&&a=3", null))
        .isEqualTo(Map.of("a", List.of("1 2+", "3"), "b", "陳", "c", "陳", "", "x"));
    String gbk = "n=" + URLEncoder.encode("陈某", GBK);
    assertThat(form(gbk, FORM + "; charset=GB2312")).containsEntry("n", "陈某");
    assertThat(form("_charset_=gbk&" + gbk, FORM)).isEqualTo(Map.of("n", "陈某"));
  }

  @Test
  void broken_escapes_and_bytes_are_unreadable_with_their_place() {
    for (String broken : List.of("a=1&b=%", "a=1&b=%4", "a=1&b=%G1", "a=1&b=%4&c=%41")) {
      assertThatThrownBy(() -> form(broken, FORM)).hasMessage("A broken % sequence at byte 7");
    }
    assertThatThrownBy(() -> form("a=1&b=x%C4%E3", FORM))
        .hasMessage("Not text in UTF-8 at byte 2 of the field at byte 5");
    assertThatThrownBy(() -> form("a=1", FORM + ";charset=nonsense"))
        .hasMessage("Unknown charset declared");
    assertThatThrownBy(() -> form("{}", "application/json")).isInstanceOf(Unacceptable.class);
  }

  @Test
  void a_form_has_its_limits() {
    refused("a=1&".repeat(2_001), FORM);
    refused("a=" + "x".repeat(300_000), FORM);
    refused("a".repeat(201) + "=1", FORM);
    refused("a=" + "x".repeat(1 << 20), FORM);
    refused(part("name=a", "1").repeat(2_001) + END, PARTS);
    refused("---b'1\r\n" + "X: y\r\n".repeat(2_000) + "\r\n\r\n" + END, PARTS);
    refused(part("name=a; filename=x", "1").repeat(21) + END, PARTS);
    assertThat(form("&".repeat(1_000_000), FORM)).isEmpty();
  }

  @Test
  void parts_with_a_file_name_are_documents_and_all_others_fields() {
    var source =
        parts(
            "preamble\r\n"
                + part("name=\"a\"", "甲\r\n---b'1x\r\n乙")
                + part("name=a", "2")
                + part("name=f; filename=\"C:\\\\x\\\\图 \\\"1\\\".txt\"", "hello")
                + part("name=f; filename=\"\"", "")
                + END
                + "epilogue");
    assertThat(source.tree()).isEqualTo(Map.of("a", List.of("甲\r\n---b'1x\r\n乙", "2")));
    assertThat(source.enclosures()).extracting(Enclosure::name).containsExactly("图 \"1\".txt");
    assertThat(source.enclosures().get(0).content()).isEqualTo("hello".getBytes());
  }

  @Test
  void file_names_are_understood_however_they_are_written() {
    for (String written :
        List.of(
            "filename=\"甲乙.txt\"",
            "filename=x; filename*=UTF-8''%E7%94%B2%E4%B9%99.txt",
            "filename*=gbk'zh'%BC%D7%D2%D2.txt",
            "filename*0*=UTF-8''%E7%94%B2; filename*1*=%E4%B9%99; filename*2=.txt",
            "filename=\"=?UTF-8?B?55Sy5LmZLnR4dA==?=\"",
            "filename=\"=?gb2312?Q?=BC=D7?= =?gb2312?Q?=D2=D2.txt?=\"")) {
      assertThat(parts(part("name=f; " + written, "x") + END).enclosures())
          .extracting(Enclosure::name)
          .containsExactly("甲乙.txt");
    }
    byte[] gbk = (part("name=f; filename=\"甲乙.txt\"", "x") + END).getBytes(GBK);
    assertThat(SourceForm.read(gbk, PARTS, ReadingLimits.DEFAULTS).enclosures())
        .extracting(Enclosure::name)
        .containsExactly("甲乙.txt");
  }

  @Test
  void a_multipart_form_has_a_charset_too() {
    String form = part("name=\"姓名\"", "陈某") + END;
    assertThat(read(form.getBytes(GBK), PARTS + "; charset=gbk").tree())
        .isEqualTo(Map.of("姓名", "陈某"));
    String named = part("name=_charset_", "GBK") + form;
    assertThat(read(named.getBytes(GBK), PARTS).tree()).isEqualTo(Map.of("姓名", "陈某"));
    String own = part("name=a\r\nContent-Type: text/plain; charset=gbk", "陈某") + END;
    assertThat(read(own.getBytes(GBK), PARTS).tree()).isEqualTo(Map.of("a", "陈某"));
    assertThatThrownBy(() -> read(form.getBytes(GBK), PARTS)).isInstanceOf(Unacceptable.class);
  }

  @Test
  void a_multipart_that_is_not_whole_or_sound_is_unreadable() {
    String sound = part("name=a", "1");
    for (String broken :
        List.of(
            "",
            sound,
            sound + "---b'1-",
            "---b'1\r\nX: y\r\n\r\n1\r\n" + END,
            part("name=a\r\nContent-Type: multipart/mixed; boundary=c", "--c--") + END,
            part("name=a\r\nContent-Transfer-Encoding: x-uuencode", "1") + END,
            part("name=a\r\nContent-Transfer-Encoding: base64", "A") + END,
            part("name=\"a", "1\r\n").substring(0, 30))) {
      refused(broken, PARTS);
    }
    refused(sound + END, "multipart/form-data");
    assertThat(parts(sound.replace("\r\n", "\n") + END).tree()).isEqualTo(Map.of("a", "1"));
    assertThat(parts(part("name=a\r\nContent-Transfer-Encoding: base64", "eA==") + END).tree())
        .isEqualTo(Map.of("a", "x"));
  }

  private static final String END = "---b'1--\r\n";

  private static String part(String disposition, String content) {
    return "---b'1\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n"
        .formatted(disposition, content);
  }

  private static void refused(String text, String contentType) {
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8), contentType))
        .isInstanceOf(Unacceptable.class)
        .extracting(e -> ((Unacceptable) e).kind())
        .isEqualTo(Unacceptable.Kind.UNREADABLE);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> form(String text, String contentType) {
    return (Map<String, Object>) read(text.getBytes(StandardCharsets.UTF_8), contentType).tree();
  }

  private static Source parts(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), PARTS);
  }

  private static Source read(byte[] raw, String contentType) {
    return SourceForm.read(raw, contentType, ReadingLimits.DEFAULTS);
  }
}
