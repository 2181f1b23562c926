package io.bancheng.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body larger than the hub reads (413) before it is read into memory; a body without a
 * declared length ends one byte after the limit, where the reader refuses it. At a channel's
 * entrance a multipart form with its documents may be larger than anything else.
 */
public final class BodyLimit extends OncePerRequestFilter {
  private final int document;
  private final int multipart;
  private final ChannelPaths paths;

  /**
   * Limits in bytes.
   *
   * @param document of anything but a multipart form
   * @param paths where channels post
   */
  public BodyLimit(int document, int multipart, ChannelPaths paths) {
    this.document = document;
    this.multipart = multipart;
    this.paths = paths;
  }

  /** Bytes of the largest body there may be. */
  int most() {
    return Math.max(document, multipart);
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
    String path = request.getServletPath();
    boolean entrance = paths.entrance(path);
    int most = paths.channel(path).isPresent() && multipart(request) ? multipart : document;
    if (request.getContentLengthLong() > most) {
      refuse(response, most);
    } else {
      chain.doFilter(
          entrance ? new RawRequest(request, most + 1) : new CappedRequest(request, most + 1),
          response);
    }
  }

  /** A form or a mail, which may bring documents. */
  private static boolean multipart(HttpServletRequest request) {
    String type = request.getContentType();
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return lower.startsWith("multipart/") || lower.startsWith("message/rfc822");
  }

  private static void refuse(HttpServletResponse response, int most) throws IOException {
    response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    response.setContentType("application/problem+json");
    String body =
        """
        {"type":"urn:bancheng:problem:too_large","title":"TOO_LARGE","status":413,\
        "detail":"At most %d bytes.","code":"TOO_LARGE","msg":"报文过大"}"""
            .formatted(most);
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
