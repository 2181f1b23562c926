package io.bancheng.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body larger than a channel may send (413) before it is read into memory; a body without
 * a declared length ends one byte after the limit, where the reader refuses it.
 */
public final class BodyLimit extends OncePerRequestFilter {
  private final int usual;
  private final Map<String, Integer> byMediaType;

  /**
   * Limits in bytes.
   *
   * @param usual the largest body that is let in
   * @param byMediaType other limits for some media types, such as mails with their documents
   */
  public BodyLimit(int usual, Map<String, Integer> byMediaType) {
    this.usual = usual;
    this.byMediaType = Map.copyOf(byMediaType);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int most = most(request.getContentType());
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
      chain.doFilter(
          request.getContentLengthLong() < 0 ? capped(request, most) : request, response);
    }
  }

  private int most(String contentType) {
    String bare = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return byMediaType.getOrDefault(bare.toLowerCase(Locale.ROOT), usual);
  }

  private static HttpServletRequest capped(HttpServletRequest request, int most) {
    return new HttpServletRequestWrapper(request) {
      @Override
      public ServletInputStream getInputStream() throws IOException {
        return new Capped(request.getInputStream(), most + 1);
      }
    };
  }

  private static final class Capped extends ServletInputStream {
    private final ServletInputStream in;
    private int left;

    Capped(ServletInputStream in, int left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(buffer, from, Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public boolean isFinished() {
      return left == 0 || in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
