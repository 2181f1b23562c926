package io.bancheng;

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
 * Keeps callers waiting (503) while the hub starts or stops: its entrances are not all there, and a
 * 404 would tell them to give up.
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

  Gate(ApplicationAvailability availability) {
    this.availability = availability;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/api/") && !path.startsWith("/intake/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader("Retry-After", "2");
      response.setContentType("application/problem+json");
      response.getOutputStream().write(CLOSED);
    }
  }
}
