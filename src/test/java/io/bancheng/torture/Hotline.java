package io.bancheng.torture;

import io.bancheng.harness.HubClient;
import io.bancheng.harness.OrderMix;
import io.bancheng.torture.Evidence.Receipt;
import io.bancheng.torture.Evidence.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The sender: pushes orders and repeats each until it has a final answer. Now and then it repeats
 * an order that was accepted, or pushes another text under a number it has used.
 */
final class Hotline {
  private static final List<OrderMix> KINDS =
      Stream.concat(OrderMix.SINGLE.stream(), OrderMix.JOINT.stream()).toList();
  private static final double REPLAYS = 0.05;
  private static final double CONFLICTS = 0.02;

  private final List<HubClient> hubs;
  private final Map<String, Order> orders = new ConcurrentHashMap<>();
  private final Map<String, String> caseNos = new ConcurrentHashMap<>();
  private final Map<String, Long> acceptedAt = new ConcurrentHashMap<>();
  private final long pauseMillis;
  private final BufferedWriter log;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  final AtomicInteger accepted = new AtomicInteger();
  final AtomicInteger replays = new AtomicInteger();
  final AtomicInteger conflicts = new AtomicInteger();
  final AtomicInteger tries = new AtomicInteger();
  private volatile Receipt latest;
  private volatile boolean running = true;
  private volatile long giveUpAt = Long.MAX_VALUE;

  private record Order(OrderMix kind, String code) {
    String body() {
      return kind.body(code, code);
    }

    String contentSha() {
      return Evidence.sha(kind.content(code));
    }
  }

  Hotline(List<HubClient> hubs, Plan.Load load, Path home) throws IOException {
    this.hubs = hubs;
    this.pauseMillis = 1000L * load.senders() / load.rate();
    this.log = Files.newBufferedWriter(home.resolve("hotline.log"));
  }

  /** Starts no new order; those begun are still tried for that long. */
  void stop(long patienceMillis) {
    giveUpAt = System.nanoTime() + patienceMillis * 1_000_000;
    running = false;
  }

  /** Pushes one order of its own beside the others. */
  void pushAside(String code) {
    var kind = OrderMix.SINGLE.get(Math.floorMod(code.hashCode(), OrderMix.SINGLE.size()));
    var thread = new Thread(() -> push(new Order(kind, code), new ArrayList<>()), code);
    thread.setDaemon(true);
    thread.start();
  }

  /** Pushes orders once more that were accepted before, and waits for that. */
  void again(Collection<String> codes) {
    for (String code : codes) {
      replay(orders.get(code));
    }
  }

  /** The case that an order became, null before it was accepted. */
  String caseNo(String code) {
    return caseNos.get(code);
  }

  /** When each case was accepted first, in milliseconds of the epoch. */
  Map<String, Long> acceptedAt() {
    return Map.copyOf(acceptedAt);
  }

  Set<String> sent() {
    return Set.copyOf(sent);
  }

  /** The last order that was accepted, null before the first. */
  Receipt latest() {
    return latest;
  }

  List<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  /** One thread of it. */
  Runnable sender(int number, long seed) {
    return () -> {
      var random = new Random(seed);
      var own = new ArrayList<Order>();
      for (int n = 0; running; n++) {
        double dice = random.nextDouble();
        if (own.isEmpty() || dice >= REPLAYS + CONFLICTS) {
          var kind = KINDS.get(random.nextInt(KINDS.size()));
          push(new Order(kind, "T%d-%d".formatted(number, n)), own);
        } else if (dice < REPLAYS) {
          replay(own.get(random.nextInt(own.size())));
        } else {
          conflict(own.get(random.nextInt(own.size())));
        }
        pause(random.nextLong(pauseMillis * 2 + 1));
      }
    };
  }

  private void push(Order order, List<Order> own) {
    sent.add(order.code());
    orders.put(order.code(), order);
    if (until(order.code(), order.contentSha(), order.body(), false)) {
      accepted.incrementAndGet();
      own.add(order);
    }
  }

  private void replay(Order order) {
    if (until(order.code(), order.contentSha(), order.body(), false)) {
      replays.incrementAndGet();
    }
  }

  private void conflict(Order order) {
    String other = order.kind().body(order.code(), order.code() + "改");
    until(order.code(), "", other, true);
    conflicts.incrementAndGet();
  }

  /** Whether the final answer was a 2xx; there is none if the hub stays away too long. */
  private boolean until(String code, String sha, String body, boolean conflict) {
    while (System.nanoTime() < giveUpAt) {
      var hub = hubs.get(Math.floorMod(tries.incrementAndGet(), hubs.size()));
      var answer = hub.push("hotline", body);
      int status = answer.status();
      boolean good = status == 200 || status == 201;
      if (good || refused(answer)) {
        write(code + " " + status + " " + answer.text("caseNo") + (conflict ? " CONFLICT" : ""));
        if (good && !conflict) {
          caseNos.put(code, answer.text("caseNo"));
          acceptedAt.putIfAbsent(answer.text("caseNo"), System.currentTimeMillis());
          latest = new Receipt(code, sha, answer.text("caseNo"));
          receipts.add(latest);
        } else {
          refusals.add(new Refusal(code, status, conflict));
        }
        return good;
      }
      pause(200);
    }
    return false;
  }

  /** Whether it is the last word: nobody is told to come again. */
  private static boolean refused(HubClient.Answer answer) {
    int status = answer.status();
    return status >= 400
        && status < 500
        && status != 408
        && answer.raw().headers().firstValue("Retry-After").isEmpty();
  }

  private synchronized void write(String line) {
    try {
      log.write(line);
      log.newLine();
      log.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
