package io.bancheng.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Who came in has a session from now on, and gets the page that they asked for. */
class Entrance extends SavedRequestAwareAuthenticationSuccessHandler {
  private final SessionWatch watch;

  Entrance(SessionWatch watch) {
    this.watch = watch;
    setDefaultTargetUrl("/console");
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws ServletException, IOException {
    watch.begin(request.getSession(), (Caller) who.getPrincipal());
    super.onAuthenticationSuccess(request, response, who);
  }
}
