package io.bancheng.security;

import io.bancheng.canonical.StaffDirectory;
import io.bancheng.canonical.StaffLogins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at every request of a session: it ends in time, with the account, and when password or
 * second factor change; its roles are those that the account has now. It runs before keys are
 * looked at, so that it sees sessions only.
 */
final class SessionWatch extends OncePerRequestFilter {
  private static final String SINCE = "bancheng.since";
  private static final String SEEN = "bancheng.seen";
  private static final String EPOCH = "bancheng.epoch";
  private static final String OWN = "/console/account";

  private final StaffDirectory staff;
  private final StaffLogins logins;
  private final StaffPolicy policy;
  private final Clock clock;

  SessionWatch(StaffDirectory staff, StaffLogins logins, StaffPolicy policy, Clock clock) {
    this.staff = staff;
    this.logins = logins;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var session = request.getSession(false);
    var who = SecurityContextHolder.getContext().getAuthentication();
    if (session == null || who == null || !(who.getPrincipal() instanceof Caller caller)) {
      chain.doFilter(request, response);
      return;
    }
    var login = logins.find(caller.id());
    if (staff.find(caller.id()).isEmpty() || over(session, login, request)) {
      session.invalidate();
      SecurityContextHolder.clearContext();
      response.sendRedirect(ConsoleSecurity.SIGN_IN + "?ended");
    } else if (policy.secondFactor() && bare(login) && !open(request)) {
      response.sendRedirect(OWN);
    } else {
      KeyFilter.enter(KeyFilter.known(caller.id(), staff));
      chain.doFilter(request, response);
    }
  }

  /** From now on it counts. */
  void begin(HttpSession session, Caller caller) {
    Instant now = clock.instant();
    session.setAttribute(SINCE, now);
    session.setAttribute(SEEN, now);
    session.setAttribute(EPOCH, logins.find(caller.id()).epoch());
  }

  private boolean over(HttpSession session, StaffLogins.Login login, HttpServletRequest request) {
    Instant now = clock.instant();
    boolean over =
        session.getAttribute(SINCE) == null
            || older(session, SINCE, policy.session(), now)
            || older(session, SEEN, policy.idle(), now)
            || !Integer.valueOf(login.epoch()).equals(session.getAttribute(EPOCH));
    if (request.getHeader("HX-Request") == null) {
      session.setAttribute(SEEN, now);
    }
    return over;
  }

  private static boolean older(HttpSession session, String what, Duration most, Instant now) {
    return Duration.between((Instant) session.getAttribute(what), now).compareTo(most) > 0;
  }

  private static boolean bare(StaffLogins.Login login) {
    return !login.hasPassword() || !login.hasSecondFactor();
  }

  private static boolean open(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals(OWN)
        || path.startsWith(OWN + "/")
        || path.startsWith("/console/static/")
        || path.equals("/console/sign-out");
  }
}
