package io.bancheng.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A network that can be made slow, narrow, silent or broken, between a hub and what it needs. */
public final class TcpProxy implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;
  private static final int CONNECT_MILLIS = 2_000;

  /** How the network is. */
  public enum Mode {
    /** Everything goes through. */
    PASS,
    /** Each piece waits so many milliseconds. */
    SLOW,
    /** So many bytes a second go through each connection. */
    NARROW,
    /** Connections are reset, new ones at once. */
    CUT,
    /** Nothing goes through, and nobody is told. */
    SILENT,
    /** The connection that sends the byte of that number is reset in the middle. */
    CUT_AFTER
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong();
  private volatile Mode mode = Mode.PASS;
  private volatile long value;

  /** Listens on a free port of loopback for what listens at {@code target} there. */
  public TcpProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    thread("proxy-" + target, this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Changes the network from now on. */
  public void set(Mode next, long with) {
    value = with;
    left.set(with);
    mode = next;
    if (next == Mode.CUT) {
      open.forEach(TcpProxy::reset);
    }
  }

  /** Everything goes through again; what was silent is broken, as by a firewall that forgot. */
  public void heal() {
    boolean silent = mode == Mode.SILENT;
    mode = Mode.PASS;
    if (silent) {
      open.forEach(TcpProxy::reset);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // closed, or a client that was gone at once
      }
    }
  }

  private void connect(Socket client) {
    if (mode == Mode.CUT) {
      reset(client);
      return;
    }
    var away = new Socket();
    try {
      away.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      away.setTcpNoDelay(true);
    } catch (IOException e) {
      reset(client);
      reset(away);
      return;
    }
    open.add(client);
    open.add(away);
    thread("proxy-up", () -> pump(client, away));
    thread("proxy-down", () -> pump(away, client));
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        pass(buffer, n, out);
      }
    } catch (IOException | InterruptedException e) {
      // reset below
    }
    reset(from);
    reset(to);
    open.remove(from);
    open.remove(to);
  }

  private void pass(byte[] bytes, int n, OutputStream out)
      throws IOException, InterruptedException {
    switch (mode) {
      case SLOW -> Thread.sleep(value);
      case NARROW -> Thread.sleep(1 + n * 1000L / Math.max(1, value));
      case SILENT -> {
        while (mode == Mode.SILENT) {
          Thread.sleep(50);
        }
        throw new IOException("was silent");
      }
      case CUT_AFTER -> {
        long before = left.getAndAdd(-n);
        if (before >= 0 && before < n) {
          out.write(bytes, 0, (int) before);
          out.flush();
          throw new IOException("cut in the middle");
        }
      }
      default -> {}
    }
    out.write(bytes, 0, n);
    out.flush();
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is gone
    }
  }

  private static void thread(String name, Runnable task) {
    var thread = new Thread(null, task, name, 64 * 1024);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(TcpProxy::reset);
  }
}
