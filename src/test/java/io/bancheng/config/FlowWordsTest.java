package io.bancheng.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FlowWordsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)(?:-<[^`]+>)?` \\| (`.*?) \\| `[\\w.]+\\.");

  @Test
  void what_the_flow_may_call_is_what_the_packed_flow_calls() {
    var words = FlowWords.read();

    assertThat(words.beans().get("registrar")).containsExactly("answerOnSpot", "register");
    assertThat(words.beans().get("mailRoom")).contains("send");
    assertThat(words.settings()).contains("outsideClient");
  }

  /** Whoever gives routes a new bean or method adds it to the table of docs/map.md. */
  @Test
  void the_map_lists_every_bean_and_method_that_routes_call() throws IOException {
    var rows = ROW.matcher(Files.readString(Path.of("docs/map.md")));
    var listed = new TreeMap<String, SortedSet<String>>();
    while (rows.find()) {
      listed.put(rows.group(1), new TreeSet<>(List.of(rows.group(2).replace("`", "").split(", "))));
    }
    var called = new TreeMap<String, SortedSet<String>>();
    FlowWords.read().beans().forEach((bean, methods) -> called.put(bean, new TreeSet<>(methods)));

    assertThat(listed).isEqualTo(called);
  }
}
