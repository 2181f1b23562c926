package io.bancheng.canonical;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of how members of staff sign in (登录): on the ledger, so that every node knows the
 * same.
 */
public interface StaffLogins {
  /**
   * How one account signs in.
   *
   * @param password its Argon2id hash; null while only the first key opens
   * @param secret of the second factor; null while there is none
   * @param epoch grows when either changes; sessions of an earlier one have ended
   */
  record Login(String password, String secret, int epoch) {
    public static final Login NONE = new Login(null, null, 0);

    public boolean hasPassword() {
      return password != null;
    }

    public boolean hasSecondFactor() {
      return secret != null;
    }
  }

  /** How that account signs in; {@link Login#NONE} while nothing is kept. */
  Login find(String account);

  /**
   * Counts a try before it is looked at, so that many at once do not get more of them.
   *
   * @return its number since the last success; empty while the account is locked
   */
  Optional<Integer> attempt(String account, Instant now);

  /** Forgets the tries: one was right. */
  void succeeded(String account);

  /** Uses a code of the second factor up; false if that or a later one was used already. */
  boolean spend(String account, long step);

  /** Keeps the hash of a new password. */
  void password(String account, String hash);

  /** Keeps the secret of a second factor; null takes it away. */
  void secret(String account, String secret);
}
