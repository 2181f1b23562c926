package io.bancheng.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a program and PostgreSQL and counts how often the program says something and then
 * waits. It costs time, so it is used where trips are counted and nothing else.
 */
final class RoundTrips implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicLong trips = new AtomicLong();
  private final int server;

  RoundTrips(int server) throws IOException {
    this.server = server;
    background(this::admit);
  }

  int port() {
    return door.getLocalPort();
  }

  long counted() {
    return trips.get();
  }

  private void admit() throws IOException {
    while (!door.isClosed()) {
      var client = door.accept();
      var other = new Socket(InetAddress.getLoopbackAddress(), server);
      client.setTcpNoDelay(true);
      other.setTcpNoDelay(true);
      var answered = new AtomicBoolean(true);
      background(() -> pass(client, other, () -> asked(answered)));
      background(() -> pass(other, client, () -> answered.set(true)));
    }
  }

  private void asked(AtomicBoolean answered) {
    if (answered.getAndSet(false)) {
      trips.incrementAndGet();
    }
  }

  private static void pass(Socket from, Socket to, Runnable seen) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var bytes = new byte[1 << 16];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        seen.run();
        out.write(bytes, 0, n);
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // one of the two has hung up
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
