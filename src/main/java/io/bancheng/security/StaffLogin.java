package io.bancheng.security;

import io.bancheng.canonical.StaffDirectory;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Lets a member of staff in who gives an account, with or without its {@code staff.}, and key. */
final class StaffLogin implements AuthenticationProvider {
  private static final String PREFIX = "staff.";

  private final SystemKeys keys;
  private final StaffDirectory staff;

  StaffLogin(SystemKeys keys, StaffDirectory staff) {
    this.keys = keys;
    this.staff = staff;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String name = asked.getName().strip();
    String id = name.startsWith(PREFIX) ? name : PREFIX + name;
    return Optional.ofNullable(asked.getCredentials())
        .flatMap(key -> keys.authenticate(id, key.toString().strip()))
        .map(known -> KeyFilter.known(known, staff))
        .orElseThrow(() -> new BadCredentialsException("No such account and key."));
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
