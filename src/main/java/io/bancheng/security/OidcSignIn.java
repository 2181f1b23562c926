package io.bancheng.security;

import io.bancheng.canonical.StaffDirectory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Who signed in at the office's own server (OpenID Connect) is the account of that name. What they
 * may do stands in the hub's directory, whatever the server says.
 */
final class OidcSignIn extends Entrance {
  private final StaffDirectory staff;

  OidcSignIn(StaffDirectory staff, SessionWatch watch) {
    super(watch);
    this.staff = staff;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws ServletException, IOException {
    var known = KeyFilter.known(account(who.getName()), staff);
    known.setDetails(who.getDetails());
    KeyFilter.enter(known);
    new HttpSessionSecurityContextRepository()
        .saveContext(SecurityContextHolder.getContext(), request, response);
    super.onAuthenticationSuccess(request, response, known);
  }

  /** Refuses whoever has no account here before they are anybody. */
  final class Users extends OidcUserService {
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
      var user = super.loadUser(request);
      if (staff.find(account(user.getName())).isEmpty()) {
        throw new OAuth2AuthenticationException("no_account");
      }
      return user;
    }
  }

  private static String account(String name) {
    return "staff." + name;
  }
}
