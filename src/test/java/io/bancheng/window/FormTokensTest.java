package io.bancheng.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.CrankedClock;
import io.bancheng.security.HubSecret;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormTokensTest {
  @TempDir Path keys;

  private final CrankedClock clock = new CrankedClock("2026-10-12T09:00:00");
  private FormTokens tokens;

  @BeforeEach
  void secret() {
    tokens = new FormTokens(new HubSecret(keys), clock);
  }

  @Test
  void a_token_is_known_again_and_holds_for_two_hours() {
    var token = tokens.issue();
    var known = tokens.genuine(token.text()).orElseThrow();
    assertThat(known).isEqualTo(token);
    clock.turnTo("2026-10-12T10:59:59");
    assertThat(tokens.valid(known)).isTrue();
    clock.turnTo("2026-10-12T11:00:00");
    assertThat(tokens.valid(known)).isFalse();
  }

  @Test
  void a_node_whose_clock_is_a_little_behind_takes_it_too() {
    var token = tokens.issue();
    clock.turnTo("2026-10-12T08:59:00");
    assertThat(tokens.valid(token)).isTrue();
    clock.turnTo("2026-10-12T08:58:59");
    assertThat(tokens.valid(token)).isFalse();
  }

  @Test
  void nobody_else_can_make_one() {
    var token = tokens.issue();
    String later = "w" + (token.shownAt().getEpochSecond() + 7200) + token.text().substring(11);
    assertThat(tokens.genuine(later)).isEmpty();
    assertThat(tokens.genuine(token.id())).isEmpty();
    assertThat(tokens.genuine(token.text() + "0")).isEmpty();
    assertThat(tokens.genuine("")).isEmpty();
    var elsewhere = new FormTokens(new HubSecret(keys.resolve("other")), clock);
    assertThat(elsewhere.genuine(token.text())).isEmpty();
  }

  @Test
  void no_two_are_alike_and_each_fits_a_source_id() {
    var one = tokens.issue();
    assertThat(tokens.issue().id()).isNotEqualTo(one.id());
    assertThat(one.id()).hasSizeLessThanOrEqualTo(64);
  }
}
