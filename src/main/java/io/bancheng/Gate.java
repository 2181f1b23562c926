package io.bancheng;

import io.bancheng.routes.Turnstile;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses callers (503) while the hub starts or stops: its entrances are not all there, and a 404
 * would tell them to give up. A channel that pushes more than can be served at once waits (429),
 * and so do all while the hub has enough to do (503). While the flow is exchanged they wait at the
 * turnstile.
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

  private static final int TOO_MANY_REQUESTS = 429;

  /** Fewer than Tomcat's threads, so that some are left for those who look. */
  private static final int PUSHES_AT_ONCE = 160;

  /** Most of them wait for a commit that they share, and cost nothing while they wait. */
  private static final int OF_ONE_CHANNEL = 128;

  private static final Pattern CHANNEL = Pattern.compile("/api/v1/channels/([^/]+)/.*");

  private static final byte[] BUSY = problem(503, "UNAVAILABLE", "The hub is busy.", "系统繁忙，请稍后重试");
  private static final byte[] CHANNEL_BUSY =
      problem(429, "TOO_MANY_REQUESTS", "Too many at once by this channel.", "该渠道请求过多，请稍后重试");

  private final Admission admission = new Admission(OF_ONE_CHANNEL, PUSHES_AT_ONCE);
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
      admit(request, response, chain);
    } else {
      refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, CLOSED);
    }
  }

  /** What a channel pushes needs a place; everybody else comes in. */
  private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = CHANNEL.matcher(request.getRequestURI());
    if (!path.matches()) {
      let(request, response, chain);
      return;
    }
    String channel = path.group(1);
    switch (admission.enter(channel)) {
      case HUB_BUSY -> refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, BUSY);
      case CHANNEL_BUSY -> refuse(response, TOO_MANY_REQUESTS, CHANNEL_BUSY);
      case IN -> {
        try {
          let(request, response, chain);
        } finally {
          admission.leave(channel);
        }
      }
    }
  }

  private static void refuse(HttpServletResponse response, int status, byte[] problem)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Retry-After", "2");
    response.setContentType("application/problem+json");
    response.getOutputStream().write(problem);
  }

  private static byte[] problem(int status, String code, String detail, String msg) {
    return """
        {"type":"urn:bancheng:problem:%s","title":"%s","status":%d,"detail":"%s Send it again.",\
        "code":"%s","msg":"%s"}"""
        .formatted(code.toLowerCase(Locale.ROOT).replace('_', '-'), code, status, detail, code, msg)
        .getBytes(StandardCharsets.UTF_8);
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
