package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bancheng.canonical.Unacceptable;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SourceXmlTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  @Test
  void elements_attributes_text_and_repeats_become_maps_lists_and_text() {
    assertThat(
            read(
                """
                <!-- c --><x:a ver="1" xml:lang="zh" e="" xmlns:x="urn:x">
                 <b>1</b><b/><b> </b><b>2<!-- c --><![CDATA[<&]]>&#x2CB4E;</b>
                 <c d="3">t</c><x:f>g</x:f>tail</x:a>"""))
        .isEqualTo(
            Map.of(
                "a",
                Map.of(
                    "@ver", "1",
                    "b", List.of("1", "2<&\uD872\uDF4E"),
                    "c", Map.of("@d", "3", "#text", "t"),
                    "f", "g",
                    "#text", "\n \n tail")));
  }

  @Test
  void an_empty_element_is_absent() {
    assertThat(read("<a><b></b><c/><d> \n</d></a>")).isEmpty();
  }

  @Test
  void the_charset_is_that_of_the_content_type_or_else_of_the_declaration() {
    String gbk = "<?xml version='1.0' encoding='GBK'?><a>𬭎</a>";
    String plain = "<a>𬭎</a>";
    assertThat(read(gbk.getBytes(GB18030), null)).containsEntry("a", "𬭎");
    assertThat(read(plain.getBytes(GB18030), "text/xml; charset=GB2312")).containsEntry("a", "𬭎");
    assertThat(read(gbk.getBytes(StandardCharsets.UTF_8), "text/xml; charset=utf-8"))
        .containsEntry("a", "𬭎");
    assertThat(read(("\uFEFF" + plain).getBytes(StandardCharsets.UTF_8), null)).hasSize(1);
    assertThat(read(plain.getBytes(StandardCharsets.UTF_16), null)).containsEntry("a", "𬭎");
  }

  @Test
  void a_librarys_habitual_charset_gives_way_to_the_declaration() {
    byte[] gbk = "<?xml version='1.0' encoding='GBK'?><a>陈某</a>".getBytes(GB18030);
    assertThat(read(gbk, "text/xml; charset=ISO-8859-1")).containsEntry("a", "陈某");
    assertThat(read(gbk, "text/xml; charset=UTF-8")).containsEntry("a", "陈某");
  }

  @Test
  void what_is_no_xml_is_unreadable_with_its_place_and_without_its_words() {
    assertThatThrownBy(() -> read("<a>\n <secret>1</b></a>"))
        .hasMessageStartingWith("Not XML at line 2, column 1")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> read("<a>\n<b>"))
        .hasMessageStartingWith("The text ends before the XML does at line 2, column");
    for (String text : List.of("", "  ", "{}", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a/><b/>")) {
      assertThatThrownBy(() -> read(text)).isInstanceOf(Unacceptable.class);
    }
  }

  @Test
  void a_document_type_is_refused_before_anything_in_it_counts() {
    String laughs =
        "<?xml version='1.0'?><!DOCTYPE z [<!ENTITY a '"
            + "ha".repeat(1000)
            + "'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]>"
            + "<z>"
            + "&c;".repeat(10_000)
            + "</z>";
    for (String text :
        List.of(
            laughs,
            "<!DOCTYPE z SYSTEM 'file:///etc/passwd'><z/>",
            "<!DOCTYPE z [<!ENTITY e SYSTEM 'http://127.0.0.1:1/e'>]><z>&e;</z>",
            "<!DOCTYPE z [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'> %p;]><z/>",
            "<!DOCTYPE html><z/>")) {
      assertThatThrownBy(() -> read(text))
          .hasMessageStartingWith("A document type or an entity of its own at line 1");
    }
    assertThatThrownBy(() -> read("<z>&e;</z>")).isInstanceOf(Unacceptable.class);
  }

  @Test
  void bombs_are_refused_at_once_and_take_no_memory() {
    var attributes = new StringBuilder("<a ");
    for (int i = 0; i < 50_000; i++) {
      attributes.append("a").append(i).append("='1' ");
    }
    var bombs =
        List.of(
            "<!DOCTYPE z [<!ENTITY a '" + "x".repeat(500_000) + "'>]><z>" + "&a;".repeat(150_000),
            "<a>".repeat(300_000),
            "<r>" + "<a/>".repeat(250_000) + "</r>",
            attributes + "/>",
            "<a b='" + "x".repeat(1_000_000) + "'/>",
            "<a>" + "x".repeat(1_000_000) + "</a>",
            "<a>" + "<![CDATA[x]]>".repeat(70_000) + "</a>".repeat(2),
            "<a>" + "x".repeat(2_000_000) + "</a>");
    bombs.forEach(SourceXmlTest::refused);
    for (String bomb : bombs) {
      long fastest = LongStream.range(0, 3).map(i -> cpuTime(() -> refused(bomb))).min().orElse(0);
      assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(50));
      assertThat(allocated(() -> refused(bomb))).isLessThan(32 << 20);
    }
  }

  private static void refused(String bomb) {
    assertThat(catchThrowableOfType(Unacceptable.class, () -> read(bomb)).kind())
        .isEqualTo(Unacceptable.Kind.UNREADABLE);
  }

  /** What it costs, however busy the machine is. */
  private static long cpuTime(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - before;
  }

  /** Bytes that this thread takes from the heap meanwhile. */
  private static long allocated(Runnable work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static Map<String, Object> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8), null);
  }

  private static Map<String, Object> read(byte[] raw, String contentType) {
    return SourceXml.read(raw, contentType, ReadingLimits.DEFAULTS);
  }
}
