package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Orders;
import io.bancheng.ledger.AlertScope;
import io.bancheng.ledger.Alerts;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who sees an alert, who owns it, and when it is over; and what people read at a wrong address. */
class AlertsTest extends HubTest {
  private static final String KIND = "TEST_OF_ALERTS";

  @Autowired Alerts alerts;

  private Instant now;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-15T09:00:00");
    now = CLOCK.instant();
  }

  @Test
  void an_alert_is_seen_in_its_region_by_its_department_and_by_the_province() {
    String caseNo = hub().push("hotline", Orders.numbered("ALERT-1")).text("caseNo");
    alerts.raise(KIND, "340882:ybj since 1", 1, now);
    alerts.raise(KIND, "341522/2026-10-15/nobody", 1, now);
    alerts.raise(KIND, caseNo + "/1", 1, now);
    alerts.raise(KIND, "everywhere", 1, now);
    assertThat(seen("340000")).hasSize(4);
    assertThat(seen("340800")).containsExactlyInAnyOrder("340882:ybj since 1", caseNo + "/1");
    assertThat(seen("341522")).containsExactly("341522/2026-10-15/nobody");
    var handler =
        new StaffAccount(
            "staff.x",
            Set.of(Role.DEPT_HANDLER),
            List.of("340882"),
            Set.of(DepartmentId.parse("340882:ybj")));
    assertThat(subjects(AlertScope.of(handler))).containsExactly("340882:ybj since 1");
  }

  @Test
  void whoever_takes_an_alert_says_what_they_do_and_may_put_it_off_or_close_it() {
    alerts.raise(KIND + "_OWNED", "province", 1, now);
    long id = one(KIND + "_OWNED").id();
    assertThat(act(id, "snooze?hours=4&note=later")).isEqualTo(204);
    assertThat(act(id, "snooze?hours=0")).isEqualTo(400);
    assertThat(act(id, "acknowledge")).as("it has an owner").isEqualTo(409);
    var put = one(KIND + "_OWNED");
    assertThat(put.owner()).isEqualTo("staff.admin");
    assertThat(put.note()).isEqualTo("later");
    assertThat(put.snoozedUntil()).isEqualTo(now.plus(Duration.ofHours(4)));
    assertThat(act(id, "close?note=done")).isEqualTo(204);
    assertThat(act(id, "close")).isEqualTo(409);
    assertThat(one(KIND + "_OWNED").closedAt()).isEqualTo(now);
    assertThat(act(Long.MAX_VALUE, "close")).isEqualTo(404);
  }

  @Test
  void an_alert_is_over_with_its_cause_or_when_nothing_more_is_heard_and_opens_when_it_grows() {
    alerts.raise(KIND + "_CAUSE", "340882:ybj since 1", 1, now);
    alerts.over(KIND + "_CAUSE", "340882:ybj since ", now);
    assertThat(one(KIND + "_CAUSE").closedAt()).isEqualTo(now);
    alerts.raise(KIND + "_CAUSE", "340882:ybj since 1", 1, now);
    assertThat(one(KIND + "_CAUSE").closedAt()).as("the same once more").isNotNull();
    alerts.raise(KIND + "_CAUSE", "340882:ybj since 1", 2, now);
    assertThat(one(KIND + "_CAUSE").closedAt()).as("more of it").isNull();
    alerts.raise(KIND + "_OLD", "province", 1, now.minus(Duration.ofDays(31)));
    alerts.forget(now);
    assertThat(one(KIND + "_OLD").closedAt()).isEqualTo(now);
    assertThat(one(KIND + "_CAUSE").closedAt()).isNull();
  }

  @Test
  void people_read_words_at_a_wrong_address_and_programs_a_problem() {
    var page = browse("staff.admin", "/console/nowhere", "text/html");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.raw().body()).contains("<h1>没有找到</h1>").contains("class=\"menu\"");
    var wrong = browse("staff.admin", "/console/indicators?from=x&lang=en", "text/html");
    assertThat(wrong.status()).isGreaterThanOrEqualTo(400).isLessThan(500);
    assertThat(wrong.raw().body()).contains("<main id=\"main\"").contains("lang=\"en\"");
    var track = browse("staff.admin", "/track/a/b/c/d?lang=en", "text/html");
    assertThat(track.status()).isEqualTo(404);
    assertThat(track.raw().body()).contains("There is no such page");
    var refused = browse("channel.hotline", "/actuator", "text/html");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.raw().body()).contains("无权查看");
    for (String accept : List.of("application/json", "text/html")) {
      var called = browse("channel.hotline", "/api/v1/alerts", accept);
      assertThat(called.text("code")).isEqualTo("FORBIDDEN");
    }
    assertThat(browse("staff.admin", "/nowhere", "application/json").text("code"))
        .isEqualTo("HTTP_404");
  }

  private Answer browse(String who, String path, String accept) {
    return hub().send(hub().request(who, path).header("Accept", accept).GET());
  }

  private int act(long id, String how) {
    return hub()
        .send(
            hub()
                .request("staff.admin", "/api/v1/alerts/" + id + "/" + how)
                .POST(BodyPublishers.noBody()))
        .status();
  }

  private Alerts.Alert one(String kind) {
    return alerts.list(false, AlertScope.ALL, now, 500).stream()
        .filter(a -> a.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private List<String> seen(String region) {
    return subjects(
        AlertScope.of(
            new StaffAccount("staff.x", Set.of(Role.OPERATIONS), List.of(region), Set.of())));
  }

  private List<String> subjects(AlertScope scope) {
    return alerts.list(false, scope, now, 500).stream()
        .filter(a -> a.kind().equals(KIND))
        .map(Alerts.Alert::subject)
        .toList();
  }
}
