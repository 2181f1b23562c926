package io.bancheng.window;

import io.bancheng.security.HubSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives each shown form a token of its own and knows it again; nothing is kept for that. Whether a
 * token was used is for the ledger to say.
 */
final class FormTokens {
  private static final Duration VALID = Duration.ofHours(2);

  /** Another node of the hub may be a little ahead. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final String PURPOSE = "form-token";
  private static final Pattern TOKEN =
      Pattern.compile("(w(\\d{10})-[0-9a-f]{24})\\.([0-9a-f]{64})");

  private final SecureRandom random = new SecureRandom();
  private final HubSecret secret;
  private final Clock clock;

  FormTokens(HubSecret secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** A token for a form that is shown now. */
  FormToken issue() {
    var own = new byte[12];
    random.nextBytes(own);
    long second = clock.instant().getEpochSecond();
    String id = "w%010d-%s".formatted(second, HexFormat.of().formatHex(own));
    return new FormToken(id, Instant.ofEpochSecond(second), id + "." + secret.hmac(PURPOSE, id));
  }

  /** The token, if it is one of ours, however old. */
  Optional<FormToken> genuine(String text) {
    var parts = TOKEN.matcher(text);
    if (!parts.matches() || !equal(parts.group(3), secret.hmac(PURPOSE, parts.group(1)))) {
      return Optional.empty();
    }
    var shownAt = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
    return Optional.of(new FormToken(parts.group(1), shownAt, text));
  }

  /** Whether a form with this token may still be sent. */
  boolean valid(FormToken token) {
    var age = Duration.between(token.shownAt(), clock.instant());
    return age.compareTo(SKEW.negated()) >= 0 && age.compareTo(VALID) < 0;
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
