package io.bancheng.security;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords of people, kept as Argon2id hashes (RFC 9106; 19 MiB, two passes). Few are computed at
 * once: the memory that makes guessing dear must not be a way to take the hub's own.
 */
final class Passwords {
  private static final int LEAST = 12;
  private static final int MOST = 128;
  private static final int KIB = 19 * 1024;
  private static final int AT_ONCE = 4;

  /** Of no password; to compute it once more at each start would take half a second. */
  private static final String NOBODYS =
      "$argon2id$v=19$m=%d,t=2,p=1$%s$%s".formatted(KIB, "A".repeat(22), "A".repeat(43));

  private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, KIB, 2);
  private final Semaphore room = new Semaphore(AT_ONCE);

  String hash(String password) {
    room.acquireUninterruptibly();
    try {
      return argon2.encode(password);
    } finally {
      room.release();
    }
  }

  boolean fits(String password, String hash) {
    room.acquireUninterruptibly();
    try {
      return password.length() <= MOST && argon2.matches(password, hash);
    } finally {
      room.release();
    }
  }

  /** Takes as long as for somebody there is, so that the time does not tell who there is. */
  void fitsNobody(String password) {
    fits(password, NOBODYS);
  }

  /** Why a password is none, as a word for the page. */
  Optional<String> fault(String account, String password) {
    String lower = password.toLowerCase(Locale.ROOT);
    String name = account.substring(account.indexOf('.') + 1);
    if (password.length() < LEAST) {
      return Optional.of("short");
    }
    if (password.length() > MOST) {
      return Optional.of("long");
    }
    boolean easy = lower.contains(name) && name.length() > 3 || lower.contains("bancheng");
    return easy || lower.chars().distinct().count() < 5 ? Optional.of("easy") : Optional.empty();
  }
}
