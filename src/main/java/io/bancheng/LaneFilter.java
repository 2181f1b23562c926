package io.bancheng;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Which connections to the ledger a request may use. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LaneFilter extends OncePerRequestFilter {
  private static final List<String> INTAKE =
      List.of(
          "/api/v1/channels/", "/api/v1/departments/", "/intake/", "/window", "/actuator/health");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Lane.request(lane(request.getRequestURI()));
    try {
      chain.doFilter(request, response);
    } finally {
      Lane.request(null);
    }
  }

  static Lane lane(String path) {
    return INTAKE.stream().anyMatch(path::startsWith) ? Lane.INTAKE : Lane.CONSOLE;
  }
}
