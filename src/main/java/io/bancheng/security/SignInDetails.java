package io.bancheng.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What comes along with account and password: the code of the second factor, and from where. */
final class SignInDetails extends WebAuthenticationDetails {
  private final transient String code;

  SignInDetails(HttpServletRequest request) {
    super(request);
    this.code = request.getParameter("code");
  }

  String code() {
    return code;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
