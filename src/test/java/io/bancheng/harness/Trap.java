package io.bancheng.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** An address that nobody may call; it knows whether somebody did. */
public final class Trap implements AutoCloseable {
  private final ServerSocket door;
  private final AtomicInteger callers = new AtomicInteger();

  public Trap() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var listener = new Thread(this::listen, "trap");
    listener.setDaemon(true);
    listener.start();
  }

  public int port() {
    return door.getLocalPort();
  }

  /** How often somebody called. */
  public int callers() {
    return callers.get();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        door.accept().close();
        callers.incrementAndGet();
      } catch (IOException e) {
        return;
      }
    }
  }
}
