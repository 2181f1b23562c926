package io.bancheng.security;

import java.time.Instant;

/** What the app on somebody's phone shows. */
public final class TotpCodes {
  private TotpCodes() {}

  public static String at(String secret, Instant now) {
    return Totp.code(secret, now.getEpochSecond() / 30);
  }
}
