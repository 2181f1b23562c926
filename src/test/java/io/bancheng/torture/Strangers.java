package io.bancheng.torture;

import io.bancheng.harness.HubClient;
import io.bancheng.torture.Evidence.Glance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks for cases while everything is killed around them: as the channel that sent them, and as
 * staff, a department and a channel whose business they are not.
 */
final class Strangers implements Runnable {
  private static final String COUNTY = "340202";
  private static final String OWNER = "channel.hotline";
  private static final List<String> OTHERS =
      List.of("staff.stranger", "department.340202.jjzd", "channel.mail");
  private static final long PAUSE_MILLIS = 1_000;

  private final List<HubClient> hubs;
  private final Hotline hotline;
  private final Queue<Glance> glances = new ConcurrentLinkedQueue<>();
  private volatile boolean running = true;

  Strangers(List<HubClient> hubs, Hotline hotline) {
    this.hubs = hubs;
    this.hotline = hotline;
  }

  /** Gives that node's files a member of staff of one county only. */
  static void in(Path config) throws IOException {
    Files.writeString(
        config.resolve("staff.yaml"),
        "  stranger:\n    roles: [DUTY_COORDINATOR]\n    regions: [%s]\n".formatted(COUNTY),
        StandardOpenOption.APPEND);
  }

  @Override
  public void run() {
    for (int n = 0; running; n++) {
      var latest = hotline.latest();
      if (latest != null && !latest.caseNo().startsWith(COUNTY)) {
        look(hubs.get(n % hubs.size()), latest);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look(HubClient hub, Evidence.Receipt latest) {
    glances.add(glance(hub, OWNER, latest, true));
    OTHERS.forEach(who -> glances.add(glance(hub, who, latest, false)));
  }

  private static Glance glance(HubClient hub, String who, Evidence.Receipt of, boolean may) {
    var answer = hub.get(who, "/api/v1/cases/" + of.caseNo());
    boolean shown = answer.raw() != null && answer.raw().body().contains(of.sourceId() + "\"");
    return new Glance(who, of.caseNo(), may, answer.status(), shown);
  }

  void stop() {
    running = false;
  }

  List<Glance> glances() {
    return List.copyOf(glances);
  }
}
