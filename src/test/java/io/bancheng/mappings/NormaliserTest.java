package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.DataQualityFlag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "19400000021 | MOBILE 19400000021",
        "+86 194-0000-0031 | MOBILE 19400000031",
        "0086-19400000031 | MOBILE 19400000031",
        "８６１９４００００００３２ | MOBILE 19400000032",
        "手机：19400000021（本人） | MOBILE 19400000021",
        "0564-0000123转802 | LANDLINE 0564-0000123 802",
        "(0564)0000123 | LANDLINE 0564-0000123",
        "0551 00001234 | LANDLINE 055100001234",
        "+86 0564-0000123 | LANDLINE 0564-0000123",
        "0564-0000124/19400000074 | LANDLINE 0564-0000124, MOBILE 19400000074",
        "19400000021 19400000022 | MOBILE 19400000021, MOBILE 19400000022",
        "19400000021、19400000021 | MOBILE 19400000021",
        "fang@example.com | EMAIL fang@example.com",
        "+852-0000 0000 | OTHER +852-00000000",
        "400-000-0000 | OTHER 400-000-0000",
        "1940000 | MOBILE 1940000 !",
        "4621234 | LANDLINE 4621234 !",
        "打村里电话 | OTHER 打村里电话 !",
        "fang@ | EMAIL fang@ !",
        "无 | -",
        "不愿透露 | -",
        "- | -",
      })
  void contacts_are_told_apart(String typed, String contacts) {
    var raw = JsonNodeFactory.instance.arrayNode();
    raw.add(typed == null ? "-" : typed);
    var words = new java.util.ArrayList<String>();
    for (var c : Contacts.read(raw)) {
      String ext = c.has("ext") ? " " + c.get("ext").asText() : "";
      words.add(
          c.get("type").asText()
              + " "
              + c.get("value").asText()
              + ext
              + (c.has("valid") ? " !" : ""));
    }
    assertThat(String.join(", ", words)).isEqualTo(contacts == null ? "" : contacts);
  }

  @Test
  void an_identity_number_is_normalised_and_a_wrong_check_digit_flagged() {
    var reporter = reporter();
    assertThat(flags(reporter.put("idNumber", "３４１５２２ 198506120001"), r -> {}))
        .containsExactly(DataQualityFlag.FULLWIDTH_NORMALIZED);
    assertThat(reporter.get("idNumber").asText()).isEqualTo("341522198506120001");
    for (String wrong : List.of("341522198506120002", "341522198513120001", "341522850612001")) {
      assertThat(flags(reporter().put("idNumber", wrong), r -> {}))
          .containsExactly(DataQualityFlag.ID_CHECKSUM_INVALID);
    }
    assertThat(flags(reporter().put("idNumber", "H0000"), r -> r.put("idType", "516"))).isEmpty();
  }

  @Test
  void a_credit_code_is_checked() {
    assertThat(flags(reporter().put("uscc", "91341322000000019w"), r -> {})).isEmpty();
    assertThat(flags(reporter().put("uscc", "91341322000000019X"), r -> {}))
        .containsExactly(DataQualityFlag.USCC_CHECKSUM_INVALID);
  }

  @Test
  void who_will_not_give_a_name_is_anonymous_and_who_gave_none_is_only_unnamed() {
    var unwilling = reporter().put("name", "匿名用户");
    assertThat(flags(unwilling, r -> {})).containsExactly(DataQualityFlag.NAME_MISSING);
    assertThat(unwilling.get("type").asText()).isEqualTo("ANONYMOUS");
    var unnamed = reporter();
    unnamed.remove("name");
    assertThat(flags(unnamed, r -> {})).containsExactly(DataQualityFlag.NAME_MISSING);
    assertThat(unnamed.get("type").asText()).isEqualTo("INDIVIDUAL");
    unnamed.put("orgName", "某某合作社");
    assertThat(flags(unnamed, r -> {})).isEmpty();
  }

  @Test
  void blanks_inside_chinese_names_go_and_others_stay() {
    assertThat(Words.name("许 某")).isEqualTo("许某");
    assertThat(Words.name("O'Neil 欧某")).isEqualTo("O'Neil 欧某");
    assertThat(Words.name("阿卜杜拉·买买提")).isEqualTo("阿卜杜拉·买买提");
  }

  @Test
  void speaking_for_another_and_for_a_child_is_flagged() {
    var reporter = reporter();
    reporter.putObject("onBehalfOf").put("name", "李 小某");
    reporter.putArray("vulnerableGroups").add("MINOR");
    assertThat(flags(reporter, r -> {}))
        .containsExactly(DataQualityFlag.ON_BEHALF, DataQualityFlag.MINOR_INVOLVED);
    assertThat(reporter.at("/onBehalfOf/name").asText()).isEqualTo("李小某");
  }

  @Test
  void a_place_is_known_by_code_or_guessed_from_words_or_missing() {
    assertThat(Samples.read(d -> d.put("areaCode", "340882106000")).location().townCode())
        .isEqualTo("340882106");
    var guessed = Samples.read(d -> d.put("areaCode", "320102"));
    assertThat(guessed.location().regionCode()).isEqualTo("340882");
    assertThat(guessed.flags()).containsExactly(DataQualityFlag.REGION_GUESSED);
    var nowhere = Samples.read(d -> d.put("areaCode", "320102").put("eventAddr", "南京市"));
    assertThat(nowhere.location().regionCode()).isNull();
    assertThat(nowhere.flags()).containsExactly(DataQualityFlag.REGION_MISSING);
  }

  @Test
  void flags_are_in_alphabetical_order() {
    var flags =
        Samples.read(
                d ->
                    d.put("callerName", "无")
                        .put("callerTel", "１２")
                        .put("contactTel", "")
                        .put("areaCode", "")
                        .put("appealContent", "办不了"))
            .flags();
    assertThat(flags)
        .extracting(Enum::name)
        .containsExactly(
            "CONTENT_TOO_SHORT",
            "FULLWIDTH_NORMALIZED",
            "NAME_MISSING",
            "PHONE_INVALID",
            "REGION_GUESSED");
  }

  private static ObjectNode reporter() {
    var reporter = JsonNodeFactory.instance.objectNode().put("type", "INDIVIDUAL");
    reporter.put("name", "李某").putArray("contacts").add("19400000021");
    return reporter;
  }

  private static Set<DataQualityFlag> flags(ObjectNode reporter, Consumer<ObjectNode> change) {
    change.accept(reporter);
    var flags = EnumSet.noneOf(DataQualityFlag.class);
    Reporters.normalise(reporter, flags);
    return flags;
  }
}
