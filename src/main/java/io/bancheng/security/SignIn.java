package io.bancheng.security;

import io.bancheng.canonical.StaffLogins;
import java.time.Clock;

/**
 * Whether somebody is who they say: by password, or, while an account has none, by its first key;
 * and by a code of the second factor where there is one. Wrong tries in a row lock the account.
 */
public final class SignIn {
  private final SystemKeys keys;
  private final StaffLogins logins;
  private final Passwords passwords;
  private final Clock clock;

  public SignIn(SystemKeys keys, StaffLogins logins, Clock clock) {
    this.keys = keys;
    this.logins = logins;
    this.passwords = new Passwords();
    this.clock = clock;
  }

  /**
   * Lets one in, or not; counts as a try.
   *
   * @param code null or empty where none was given
   */
  boolean opens(String account, String password, String code) {
    if (logins.attempt(account, clock.instant()).isEmpty()) {
      passwords.fitsNobody(password);
      return false;
    }
    var login = logins.find(account);
    boolean opens = first(account, login, password) && second(account, login, code);
    if (opens) {
      logins.succeeded(account);
    }
    return opens;
  }

  /** The same for an account that is none. */
  boolean opensNothing(String password) {
    passwords.fitsNobody(password);
    return false;
  }

  Passwords passwords() {
    return passwords;
  }

  private boolean first(String account, StaffLogins.Login login, String password) {
    return login.hasPassword()
        ? passwords.fits(password, login.password())
        : keys.authenticate(account, password.strip()).isPresent();
  }

  private boolean second(String account, StaffLogins.Login login, String code) {
    if (!login.hasSecondFactor()) {
      return true;
    }
    var step = Totp.step(login.secret(), code, clock.instant());
    return step.isPresent() && logins.spend(account, step.getAsLong());
  }
}
