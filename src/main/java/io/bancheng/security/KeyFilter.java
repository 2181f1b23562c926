package io.bancheng.security;

import io.bancheng.canonical.Proof;
import io.bancheng.canonical.StaffDirectory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
  static final Refused UNCERTIFIED =
      new Refused(
          "That system shows a client certificate whose common name is its id.", "须出示本系统的客户端证书");
  private static final Refused UNSIGNED =
      new Refused("That system signs its requests; its key alone opens nothing.", "请求须签名");

  private final SystemKeys keys;
  private final StaffDirectory staff;
  private final CallerProofs proofs;
  private final boolean people;

  /**
   * Knows callers by these keys.
   *
   * @param people whether a key by itself stands for a member of staff here
   */
  KeyFilter(SystemKeys keys, StaffDirectory staff, CallerProofs proofs, boolean people) {
    this.keys = keys;
    this.staff = staff;
    this.proofs = proofs;
    this.people = people;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    caller(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(id -> people || !new Caller(id).staff())
        .filter(id -> enough(id, request))
        .ifPresent(id -> enter(known(id, staff)));
    chain.doFilter(request, response);
  }

  /** Whether the key by itself is proof enough of that system. */
  private boolean enough(String id, HttpServletRequest request) {
    var proof = proofs.of().apply(id);
    if (proof == Proof.SIGNATURE) {
      UNSIGNED.note(request);
      return false;
    }
    if (proof == Proof.CERTIFICATE && !CallerCertificate.names(request, id)) {
      UNCERTIFIED.note(request);
      return false;
    }
    return true;
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

  /** From here on the request is theirs. */
  static void enter(Authentication who) {
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(who);
    SecurityContextHolder.setContext(context);
  }

  /** The owner of that id, who has proved it, with the roles of their account. */
  static UsernamePasswordAuthenticationToken known(String systemId, StaffDirectory staff) {
    var caller = new Caller(systemId);
    var authorities = new ArrayList<String>(List.of(systemId));
    if (caller.staff()) {
      authorities.add(WebSecurity.STAFF);
      staff.account(systemId).roles().forEach(role -> authorities.add(role.name()));
    }
    return UsernamePasswordAuthenticationToken.authenticated(
        caller, null, AuthorityUtils.createAuthorityList(authorities));
  }
}
