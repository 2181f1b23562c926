package io.bancheng.security;

import io.bancheng.canonical.StaffLogins;
import java.time.Clock;
import java.util.Optional;

/** What people change about how they themselves sign in; each change ends all their sessions. */
public final class OwnAccount {
  private final SignIn signIn;
  private final StaffLogins logins;
  private final Clock clock;

  public OwnAccount(SignIn signIn, StaffLogins logins, Clock clock) {
    this.signIn = signIn;
    this.logins = logins;
    this.clock = clock;
  }

  public StaffLogins.Login login(String account) {
    return logins.find(account);
  }

  /**
   * Sets a password.
   *
   * @return why not, as a word for the page: {@code wrong}, {@code short}, {@code long}, {@code
   *     easy}
   */
  public Optional<String> password(String account, String present, String code, String fresh) {
    var fault = signIn.passwords().fault(account, fresh);
    if (fault.isPresent()) {
      return fault;
    }
    if (!signIn.opens(account, present, code)) {
      return Optional.of("wrong");
    }
    logins.password(account, signIn.passwords().hash(fresh));
    return Optional.empty();
  }

  /** A secret that is nobody's until it is confirmed. */
  public String newSecret() {
    return Totp.secret();
  }

  /** What the app on the phone reads as a QR code. */
  public String address(String account, String secret) {
    return Totp.address(account, secret);
  }

  /**
   * Takes a second factor into use, when the app shows the right code and the password is theirs.
   *
   * @return {@code wrong} or {@code code} if not
   */
  public Optional<String> enrol(String account, String present, String secret, String code) {
    var step = Totp.step(secret, code, clock.instant());
    if (login(account).hasSecondFactor() || step.isEmpty()) {
      return Optional.of("code");
    }
    if (!signIn.opens(account, present, null)) {
      return Optional.of("wrong");
    }
    logins.secret(account, secret);
    logins.spend(account, step.getAsLong());
    return Optional.empty();
  }

  /** Takes it away again; {@code wrong} if password or code is. */
  public Optional<String> leave(String account, String present, String code) {
    if (!signIn.opens(account, present, code)) {
      return Optional.of("wrong");
    }
    logins.secret(account, null);
    return Optional.empty();
  }
}
