package io.bancheng.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows callers by their key: {@code Authorization: Bearer <key>} (RFC 6750), or system id and key
 * as user and password (RFC 7617). Without either the request goes on unknown.
 */
final class KeyFilter extends OncePerRequestFilter {
  private final SystemKeys keys;

  KeyFilter(SystemKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    caller(request.getHeader(HttpHeaders.AUTHORIZATION)).ifPresent(KeyFilter::enter);
    chain.doFilter(request, response);
  }

  private Optional<String> caller(String header) {
    if (header == null) {
      return Optional.empty();
    }
    var parts = header.split(" ", 2);
    if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
      return keys.authenticate(parts[1].strip());
    }
    return parts.length == 2 && parts[0].equalsIgnoreCase("Basic")
        ? basic(parts[1].strip())
        : Optional.empty();
  }

  private Optional<String> basic(String credentials) {
    try {
      var decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      var parts = decoded.split(":", 2);
      return parts.length == 2 ? keys.authenticate(parts[0], parts[1]) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void enter(String systemId) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(known(systemId));
    SecurityContextHolder.setContext(context);
  }

  /** The owner of that id, who has proved it. */
  static Authentication known(String systemId) {
    var caller = new Caller(systemId);
    var authorities =
        caller.staff()
            ? AuthorityUtils.createAuthorityList(systemId, WebSecurity.STAFF)
            : AuthorityUtils.createAuthorityList(systemId);
    return UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities);
  }
}
