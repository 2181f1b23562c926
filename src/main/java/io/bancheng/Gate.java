package io.bancheng;

import io.bancheng.routes.Turnstile;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses callers (503) while the hub starts or stops: its entrances are not all there, and a 404
 * would tell them to give up. While the flow is exchanged they wait at the turnstile.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Gate extends OncePerRequestFilter {
  private static final byte[] CLOSED =
      """
      {"type":"urn:bancheng:problem:unavailable","title":"UNAVAILABLE","status":503,\
      "detail":"The hub is starting or stopping. Send it again.","code":"UNAVAILABLE",\
      "msg":"系统正在启动或停止，请稍后重试"}"""
          .getBytes(StandardCharsets.UTF_8);

  private final ApplicationAvailability availability;
  private final Turnstile turnstile;

  Gate(ApplicationAvailability availability, Turnstile turnstile) {
    this.availability = availability;
    this.turnstile = turnstile;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/") && !request.getMethod().equals("POST");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
      let(request, response, chain);
    } else {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader("Retry-After", "2");
      response.setContentType("application/problem+json");
      response.getOutputStream().write(CLOSED);
    }
  }

  /** What changes anything waits while the flow is exchanged; reading need not. */
  private void let(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getMethod().equals("POST")) {
      turnstile.enter();
      try {
        chain.doFilter(request, response);
      } finally {
        turnstile.leave();
      }
    } else {
      chain.doFilter(request, response);
    }
  }
}
