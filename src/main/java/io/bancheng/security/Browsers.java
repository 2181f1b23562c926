package io.bancheng.security;

import jakarta.servlet.http.HttpServletRequest;

/** Whether a person asks, who is shown a page where a program is told a problem. */
public final class Browsers {
  private static final String CALLS = "/api/";
  private static final String PAGE = "text/html";

  private Browsers() {}

  /** A browser says that it takes pages; what is called below {@code /api/} is never one. */
  public static boolean ask(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains(PAGE) && !request.getRequestURI().startsWith(CALLS);
  }
}
