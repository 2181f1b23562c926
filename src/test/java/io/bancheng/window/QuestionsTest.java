package io.bancheng.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.config.ConfigLoader;
import io.bancheng.config.Regions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {
  private static final Regions REGIONS =
      ConfigLoader.load(Path.of("config"), Path.of("mappings"), Path.of("routes")).regions();
  private static final Map<String, String> GOOD =
      Map.of(
          "userType", "1",
          "name", "吴某某",
          "mobile", "19400000061",
          "region", "340882",
          "kind", "1",
          "title", "备案失败",
          "content", "一直提示失败",
          "agree", "1");

  @TempDir Path folder;

  @Test
  void what_is_asked_for_is_enough() {
    assertThat(check(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "userType, 5, userType",
    "userType, '', userType",
    "userType, 2, orgName",
    "name, ' ', name",
    "mobile, '', mobile.missing",
    "mobile, 12345, mobile.shape",
    "mobile, 没有, mobile.shape",
    "idType, 111, idNo",
    "idType, 000, idType",
    "idNo, 123, idType",
    "creditCode, 9134, creditCode",
    "agentFor, 宋某某, agent",
    "agentRelation, 母亲, agent",
    "region, '', region",
    "region, 340882100, region",
    "times, 很多, times",
    "times, 1000, times",
    "kind, 6, kind",
    "situation, 6, situation",
    "title, '', title",
    "content, '', content.missing",
    "content, 办不了, content.short",
    "agree, 0, agree",
    "homepage, http://spam.example, homepage"
  })
  void each_fault_is_found_and_has_its_text(String field, String answer, String fault)
      throws IOException {
    assertThat(check(Map.of(field, answer)))
        .containsExactly("window.fault." + fault)
        .allMatch(words().stringPropertyNames()::contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "194 0000 0061",
        "１９４００００００６１",
        "+86 194-0000-0061",
        "0551-12345678",
        "(0551)1234567",
        "+852 2123 4567"
      })
  void a_number_may_be_written_as_people_write_it(String number) {
    assertThat(check(Map.of("mobile", number))).isEmpty();
  }

  @Test
  void a_doubtful_number_is_not_refused() {
    assertThat(check(Map.of("idType", "111", "idNo", "341522199901010000"))).isEmpty();
    assertThat(check(Map.of("userType", "2", "orgName", "某某公司", "creditCode", "9".repeat(18))))
        .isEmpty();
  }

  @Test
  void every_text_has_a_longest() {
    for (String field : List.of("name", "orgName", "address", "dept", "item", "title", "expect")) {
      assertThat(check(Map.of(field, "长".repeat(2001))))
          .as(field)
          .containsExactly("window.fault.long");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "照片.jpg, ffd8ffe000104a464946, true",
    "照片.png, 89504e470d0a1a0a, true",
    "说明.txt, e6b2a1e58a9ee68890, true",
    "说明.pdf, 255044462d312e34, true",
    "通知.doc, d0cf11e0a1b11ae1, true",
    "通知.wps, d0cf11e0a1b11ae1, true",
    "通知.docx, 504b0304140006000800, true",
    "压缩.zip, 504b0304140006000800, false",
    "照片.jpg, 4d5a90000300000004000000, false",
    "页面.html, 3c68746d6c3e3c626f64793e, false",
    "图.svg, 3c73766720786d6c6e733d22687474703a2f2f7777772e77332e6f72672f323030302f737667223e, false",
    "脚本.txt, 23212f62696e2f7368, false"
  })
  void documents_are_known_by_their_content(String name, String hex, boolean taken)
      throws IOException {
    var place = Files.write(folder.resolve("document"), HexFormat.of().parseHex(hex));
    assertThat(DocumentTypes.taken(new Document(name, place, Files.size(place)))).isEqualTo(taken);
  }

  private static List<String> check(Map<String, String> changed) {
    var answers = new HashMap<>(GOOD);
    answers.putAll(changed);
    return Questions.check(new Answers(answers), List.of(), REGIONS).all().stream()
        .map(Fault::key)
        .toList();
  }

  private static Properties words() throws IOException {
    var words = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/i18n/messages.properties"))) {
      words.load(reader);
    }
    return words;
  }
}
