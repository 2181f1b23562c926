package io.bancheng.harness;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A steady stream of orders over HTTP, and the departments that solve them over their queues, until
 * it is told to stop.
 */
public final class EditLoad implements AutoCloseable {
  private static final String NOW = "2026-10-09T10:08:01+08:00";
  private static final int PUSHERS = 2;
  private static final int PAUSE_MILLIS = 300;

  private static final List<OrderMix> ORDERS =
      OrderMix.SINGLE.stream().filter(order -> order.lead().startsWith("340882")).toList();

  private final HubClient hub;
  private final List<Department> departments = new ArrayList<>();
  private final Map<Department, Integer> read = new HashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final ScheduledExecutorService pushing = Executors.newScheduledThreadPool(PUSHERS);
  private final ScheduledExecutorService replying = Executors.newSingleThreadScheduledExecutor();

  public EditLoad(HubClient hub, int brokerPort) throws JMSException {
    this.hub = hub;
    for (OrderMix order : ORDERS) {
      departments.add(Department.of(brokerPort, order.lead(), hub));
    }
  }

  public void start() {
    for (int i = 0; i < PUSHERS; i++) {
      pushing.scheduleWithFixedDelay(this::push, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
    replying.scheduleWithFixedDelay(this::reply, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** No more orders; departments go on until this is closed. */
  public void stopPushing() throws InterruptedException {
    pushing.shutdown();
    if (!pushing.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an order has no answer for a minute");
    }
  }

  /** The numbers of the cases that were accepted. */
  public Set<String> accepted() {
    return accepted;
  }

  /** Every answer to an order that was not the number of a new case. */
  public List<String> failed() {
    return List.copyOf(failed);
  }

  private void push() {
    int n = number.incrementAndGet();
    String code = "EDIT-" + n;
    var answer = hub.push("hotline", ORDERS.get(n % ORDERS.size()).body(code, code));
    if (answer.status() != 201 || !accepted.add(answer.text("caseNo"))) {
      failed.add(code + ": " + answer.status() + " " + answer.body());
    }
  }

  private void reply() {
    for (Department department : departments) {
      var letters = department.received();
      for (int n = read.getOrDefault(department, 0); n < letters.size(); n++) {
        if (letters.get(n).type().equals("ASSIGNMENT_DISPATCHED")) {
          solve(department, letters.get(n).body().path("assignmentId").asText());
        }
        read.put(department, n + 1);
      }
    }
  }

  private static void solve(Department department, String assignment) {
    department.send(Department.reply("SIGNED", assignment, NOW).toString());
    department.send(
        Department.reply("OPINION_SUBMITTED", assignment, NOW)
            .put("resultType", "SOLVED")
            .put("opinionText", "已核实并办理完毕。")
            .put("publicReplyText", "您反映的事项已办理完毕。")
            .toString());
  }

  @Override
  public void close() throws JMSException {
    pushing.shutdownNow();
    replying.shutdownNow();
    for (Department department : departments) {
      department.close();
    }
  }
}
