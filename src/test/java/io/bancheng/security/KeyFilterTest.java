package io.bancheng.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Proof;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

/** Whom a key by itself stands for. */
class KeyFilterTest {
  @TempDir Path folder;
  private SystemKeys keys;
  private Proof proof = Proof.KEY;

  @BeforeEach
  void a_person_and_a_system_have_keys() {
    keys = new SystemKeys(folder);
    keys.ensure(List.of("staff.clerk", "channel.hotline"));
  }

  @AfterEach
  void leave() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void a_script_s_key_stands_for_its_owner_where_keys_are_enough() throws Exception {
    assertThat(who(true, "staff.clerk")).contains("staff.clerk");
    assertThat(who(true, "channel.hotline")).contains("channel.hotline");
  }

  @Test
  void where_a_second_factor_is_needed_a_key_stands_for_no_person() throws Exception {
    assertThat(who(false, "staff.clerk")).isEmpty();
    assertThat(who(false, "channel.hotline")).contains("channel.hotline");
  }

  @Test
  void a_key_alone_is_not_enough_for_systems_that_sign_or_show_certificates() throws Exception {
    proof = Proof.SIGNATURE;
    assertThat(who(true, "channel.hotline")).isEmpty();
    proof = Proof.CERTIFICATE;
    assertThat(who(true, "channel.hotline")).isEmpty();
    proof = Proof.KEY;
    assertThat(who(true, "channel.hotline")).contains("channel.hotline");
  }

  private Optional<String> who(boolean people, String owner) throws Exception {
    SecurityContextHolder.clearContext();
    var proofs = new CallerProofs(id -> proof, (system, nonce, at) -> true, Clock.systemUTC());
    new KeyFilter(keys, id -> Optional.empty(), proofs, people)
        .doFilter(asking(owner), new MockHttpServletResponse(), new MockFilterChain());
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .map(known -> ((Caller) known.getPrincipal()).id());
  }

  private HttpServletRequest asking(String owner) throws IOException {
    var request = new MockHttpServletRequest("GET", "/console");
    String key = Files.readString(folder.resolve(owner + ".key")).strip();
    request.addHeader("Authorization", "Bearer " + key);
    return request;
  }
}
