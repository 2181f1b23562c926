package io.bancheng.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body ends after so many bytes, whatever its sender goes on to send. */
class CappedRequest extends HttpServletRequestWrapper {
  private final int most;

  CappedRequest(HttpServletRequest request, int most) {
    super(request);
    this.most = most;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Capped(super.getInputStream(), most);
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
