package io.bancheng.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/** A call whose caller hangs up before the answer: what a hub looks like that is killed. */
final class LostAnswer {
  private LostAnswer() {}

  /** Sends the whole letter and hangs up. */
  static void deliver(RestEndpoint endpoint, Letter letter) throws IOException {
    var url = endpoint.address().url();
    byte[] body = letter.text().getBytes(endpoint.address().charset());
    boolean tls = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(url.getHost(), port), (int) RestEndpoint.CONNECT.toMillis());
      Socket socket =
          tls
              ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
                  .createSocket(plain, url.getHost(), port, true)
              : plain;
      socket.getOutputStream().write(request(endpoint, letter, body));
      socket.getOutputStream().flush();
    }
  }

  private static byte[] request(RestEndpoint endpoint, Letter letter, byte[] body)
      throws IOException {
    var url = endpoint.address().url();
    var head = new StringBuilder();
    head.append(endpoint.address().method()).append(' ').append(url.getRawPath());
    head.append(" HTTP/1.1\r\nHost: ").append(url.getAuthority());
    head.append("\r\nContent-Type: ").append(endpoint.contentType());
    head.append("\r\nContent-Length: ").append(body.length);
    head.append("\r\nIdempotency-Key: ").append(letter.messageId());
    endpoint
        .credentials()
        .headers(body, 0)
        .forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    var bytes = new ByteArrayOutputStream();
    bytes.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    bytes.write(body);
    return bytes.toByteArray();
  }
}
