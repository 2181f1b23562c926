package io.bancheng.security;

import io.bancheng.canonical.StaffDirectory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Lets a member of staff in who gives an account, with or without its {@code staff.}. */
final class StaffLogin implements AuthenticationProvider {
  private static final String PREFIX = "staff.";

  private final SignIn signIn;
  private final StaffDirectory staff;

  StaffLogin(SignIn signIn, StaffDirectory staff) {
    this.signIn = signIn;
    this.staff = staff;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String name = asked.getName().strip();
    String id = name.startsWith(PREFIX) ? name : PREFIX + name;
    String password = asked.getCredentials() == null ? "" : asked.getCredentials().toString();
    String code = asked.getDetails() instanceof SignInDetails details ? details.code() : null;
    boolean opens =
        staff.find(id).isPresent()
            ? signIn.opens(id, password, code == null ? null : code.strip())
            : signIn.opensNothing(password);
    if (!opens) {
      throw new BadCredentialsException("No such account, password and code.");
    }
    var known = KeyFilter.known(id, staff);
    known.setDetails(asked.getDetails());
    return known;
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
