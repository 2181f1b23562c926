package io.bancheng.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body larger than a channel may send (413) before it is read into memory; a body without
 * a declared length ends one byte after the limit, where the reader refuses it.
 */
public final class BodyLimit extends OncePerRequestFilter {
  private final int most;
  private final ChannelPaths paths;

  /**
   * A limit in bytes.
   *
   * @param most the largest body that is let in
   * @param paths where channels post
   */
  public BodyLimit(int most, ChannelPaths paths) {
    this.most = most;
    this.paths = paths;
  }

  /** The public page reads its form with limits of its own. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getServletPath().equals("/window");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > most) {
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      response.setContentType("application/problem+json");
      String body =
          """
          {"title":"TOO_LARGE","status":413,"detail":"At most %d bytes.","code":"TOO_LARGE",\
          "msg":"报文过大"}"""
              .formatted(most);
      response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    } else {
      boolean entrance = paths.channel(request.getServletPath()).isPresent();
      chain.doFilter(entrance ? new RawRequest(request, most + 1) : request, response);
    }
  }
}
