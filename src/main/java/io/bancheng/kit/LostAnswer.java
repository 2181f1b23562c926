package io.bancheng.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** A call whose caller hangs up before the answer: what a hub looks like that is killed. */
final class LostAnswer {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private LostAnswer() {}

  /** Sends the whole letter and hangs up. */
  static void deliver(RestEndpoint endpoint, Letter letter) throws IOException {
    var url = endpoint.address().of(letter.messageId());
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS : HTTP;
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(url.getHost(), port),
          (int) endpoint.address().connect().toMillis());
      Socket socket = tls ? secured(endpoint, plain, url.getHost(), port) : plain;
      socket.getOutputStream().write(request(endpoint, letter, url));
      socket.getOutputStream().flush();
    }
  }

  private static Socket secured(RestEndpoint endpoint, Socket plain, String host, int port)
      throws IOException {
    var own = endpoint.address().tls();
    var factory =
        own == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : own.getSocketFactory();
    return factory.createSocket(plain, host, port, true);
  }

  private static byte[] request(RestEndpoint endpoint, Letter letter, URI url) throws IOException {
    byte[] body = endpoint.bytes(letter);
    String key = letter.messageId();
    var head = new StringBuilder();
    head.append(endpoint.address().method()).append(' ').append(url.getRawPath());
    head.append(" HTTP/1.1\r\nHost: ").append(url.getAuthority());
    head.append("\r\nContent-Type: ").append(endpoint.shape().contentType());
    head.append("\r\nContent-Length: ").append(body.length);
    head.append("\r\nIdempotency-Key: ").append(key);
    endpoint
        .headers(body, key, endpoint.credentials(), Duration.ZERO)
        .forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    var bytes = new ByteArrayOutputStream();
    bytes.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    bytes.write(body);
    return bytes.toByteArray();
  }
}
