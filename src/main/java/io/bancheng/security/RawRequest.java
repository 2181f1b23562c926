package io.bancheng.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

/**
 * A request at a channel's entrance: its body is bytes for the channel's mapping, and nobody on the
 * way reads a form out of it, guesses its charset or unpacks it. It ends at the limit.
 */
final class RawRequest extends HttpServletRequestWrapper {
  private final int most;

  RawRequest(HttpServletRequest request, int most) {
    super(request);
    this.most = most;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Capped(super.getInputStream(), most);
  }

  /** What was declared stands in the header still, for the mapping. */
  @Override
  public String getContentType() {
    return "application/octet-stream";
  }

  @Override
  public String getCharacterEncoding() {
    return null;
  }

  /** A compressed body is not unpacked: nobody knows how large it is. */
  @Override
  public String getHeader(String name) {
    return name.equalsIgnoreCase("Content-Encoding") ? null : super.getHeader(name);
  }

  @Override
  public String getParameter(String name) {
    return null;
  }

  @Override
  public String[] getParameterValues(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
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
