package io.bancheng.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The beginning of a line to a server: whether it answers, and what it shows of itself. */
final class Handshake {
  /** Looks at certificates only; whom to trust is decided elsewhere. */
  private static final X509TrustManager LOOKING_ONLY =
      new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
          return new X509Certificate[0];
        }
      };

  private final String host;
  private final int port;
  private final int millis;

  Handshake(String host, int port, int millis) {
    this.host = host;
    this.port = port;
    this.millis = millis;
  }

  /** Whether anybody listens there. */
  boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether it speaks TLS and a public authority vouches for it now. */
  boolean vouched() {
    return shown((SSLSocketFactory) SSLSocketFactory.getDefault()).isPresent();
  }

  /** The server's own certificate, whoever vouches for it; none if it speaks no TLS. */
  Optional<X509Certificate> certificate() {
    return shown(looking());
  }

  private Optional<X509Certificate> shown(SSLSocketFactory factory) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      try (var tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
        tls.startHandshake();
        return Optional.of((X509Certificate) tls.getSession().getPeerCertificates()[0]);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static SSLSocketFactory looking() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {LOOKING_ONLY}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
