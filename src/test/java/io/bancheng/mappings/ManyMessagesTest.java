package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancheng.canonical.InboundMessage;
import io.bancheng.canonical.Unacceptable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyMessagesTest {
  @Test
  void the_items_of_a_list_keep_the_bytes_they_were_sent_with() {
    var items = items(" [ {\"a\" : 1.50, \"b\":[1,{}]} ,\n{\"标题\":\"办不成\\u0020]},{\"}, 7]", null);
    assertThat(items)
        .containsExactly("{\"a\" : 1.50, \"b\":[1,{}]}", "{\"标题\":\"办不成\\u0020]},{\"}", "7");
  }

  @Test
  void each_line_is_an_item_even_one_that_is_no_json() {
    assertThat(items("{\"a\":1}\r\n\n{\"a\":\n{\"b\":2}", "application/x-ndjson; charset=utf-8"))
        .containsExactly("{\"a\":1}", "{\"a\":", "{\"b\":2}");
  }

  @Test
  void the_declared_charset_counts() {
    var gbk = Charset.forName("GB18030");
    var body = body("[{\"标题\":\"镕\"}]".getBytes(gbk), "application/json;charset=GB18030", null);
    assertThat(new String(ManyMessages.of(body).get(0).raw(), StandardCharsets.UTF_8))
        .isEqualTo("{\"标题\":\"镕\"}");
  }

  @Test
  void an_item_s_key_is_the_caller_s_with_its_place() {
    var body = body("[1,2]".getBytes(StandardCharsets.UTF_8), "application/json", "K");
    assertThat(ManyMessages.of(body))
        .extracting(InboundMessage::idempotencyKey)
        .containsExactly("K#0", "K#1");
  }

  @Test
  void what_is_one_message_is_not_taken_apart() {
    assertThat(ManyMessages.in(body("{\"a\":[1]}", "application/json"))).isFalse();
    assertThat(ManyMessages.in(body("[a]", "application/xml"))).isFalse();
    assertThat(ManyMessages.in(body("", null))).isFalse();
    assertThat(ManyMessages.in(body("\n[1]", "application/json;charset=UTF-8"))).isTrue();
    assertThat(ManyMessages.in(body("{}", "application/x-ndjson"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"a\":1}", "[1] [2]", "[1,]", "[{]}"})
  void what_is_no_whole_list_is_unreadable(String text) {
    assertThatThrownBy(() -> items(text, "application/json"))
        .isInstanceOfSatisfying(
            Unacceptable.class,
            why -> assertThat(why.kind()).isEqualTo(Unacceptable.Kind.UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, ManyMessages.MOST + 1})
  void none_or_too_many_are_invalid(int many) {
    String text = "[" + String.join(",", java.util.Collections.nCopies(many, "{}")) + "]";
    assertThatThrownBy(() -> items(text, "application/json"))
        .isInstanceOfSatisfying(
            Unacceptable.class, why -> assertThat(why.kind()).isEqualTo(Unacceptable.Kind.INVALID));
  }

  private static List<String> items(String text, String contentType) {
    return ManyMessages.of(body(text, contentType)).stream()
        .map(item -> new String(item.raw(), StandardCharsets.UTF_8))
        .toList();
  }

  private static InboundMessage body(String text, String contentType) {
    return body(text.getBytes(StandardCharsets.UTF_8), contentType, null);
  }

  private static InboundMessage body(byte[] raw, String contentType, String key) {
    return new InboundMessage(
        null,
        "channel.hotline",
        null,
        contentType,
        key,
        raw,
        Instant.parse("2026-10-09T02:00:00Z"));
  }
}
