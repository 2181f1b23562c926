package io.bancheng.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The least a department's own program needs to speak STOMP 1.2: a socket and text frames. */
public final class StompClient implements AutoCloseable {
  private final Socket socket;

  public StompClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(5_000);
  }

  public static StompClient login(int port, String user, String password) throws IOException {
    StompClient client = new StompClient(port);
    String answer =
        client.ask(
            "CONNECT\naccept-version:1.2\nhost:hub\nlogin:" + user + "\npasscode:" + password, "");
    if (!answer.startsWith("CONNECTED")) {
      client.close();
      throw new IOException(answer);
    }
    return client;
  }

  /** Sends one frame and waits for the next one to come. */
  public String ask(String head, String body) throws IOException {
    tell(head, body);
    return read();
  }

  public void tell(String head, String body) throws IOException {
    String frame = head + "\n\n" + body + "\0";
    socket.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  public String read() throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    InputStream input = socket.getInputStream();
    for (int next = input.read(); next > 0 || frame.size() == 0; next = input.read()) {
      if (next < 0) {
        throw new IOException("closed by the broker");
      }
      if (next != '\n' || frame.size() > 0) {
        frame.write(next);
      }
    }
    return frame.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
