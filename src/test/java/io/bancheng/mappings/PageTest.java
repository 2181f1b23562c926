package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
  private static final byte[] ROW = "{}".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "<https://a.example/r?p=2>; rel=\"next\" | https://a.example/r?p=2",
        "</r?p=1>; rel=prev, </r?p=3>; rel=next   | /r?p=3",
        "<?p=2>; title=\"weiter\"; REL=\"next\"     | ?p=2",
        "</r?p=9>; rel=\"last\"                    | -",
        "''                                       | -"
      })
  void the_server_links_to_the_next_page(String header, String next) {
    assertThat(Page.linked(header)).isEqualTo(next);
  }

  @Test
  void what_a_page_says_goes_before_what_could_be_counted() {
    assertThat(page("7", true, ROW).after("1", "/link")).contains("7");
    assertThat(page(null, true, ROW).after("1", "/link")).isEmpty();
    assertThat(page("false", true, ROW).after(null, null)).isEmpty();
    assertThat(page(null, false, ROW).after("1", "/link")).contains("2");
    assertThat(page(null, false).after("1", "/link")).isEmpty();
    assertThat(page(null, false).after(null, "/link")).contains("/link");
  }

  @Test
  void times_are_read_in_the_departments_zone_whatever_their_form() {
    var marks = List.of("2026-10-13 09:00", "2026-10-13T01:30:00Z", "1791853200000", "gestern");
    var page = new Page(List.of(), marks, null, false, ZoneId.of("Asia/Tokyo"));
    assertThat(page.newest(Instant.MAX)).contains(Instant.parse("2026-10-13T01:30:00Z"));
    assertThat(page.newest(Instant.parse("2026-10-13T01:15:00Z")))
        .contains(Instant.ofEpochMilli(1791853200000L));
    assertThat(page.beyond(Instant.parse("2026-10-13T01:29:59Z"))).isTrue();
    assertThat(page.token()).contains("gestern");
  }

  private static Page page(String next, boolean tells, byte[]... items) {
    return new Page(List.of(items), List.of(), next, tells, ZoneId.of("Asia/Shanghai"));
  }
}
