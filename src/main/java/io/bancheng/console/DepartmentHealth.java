package io.bancheng.console;

import io.bancheng.canonical.StaffAccount;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.Polls;
import io.bancheng.security.KeyException;
import io.bancheng.security.OutsideTls;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How the lines to the connected departments stand, for the API and for people. */
@Component
class DepartmentHealth {
  private final ActiveConfig configuration;
  private final DepartmentLines lines;
  private final Polls polls;
  private final OutsideTls tls;
  private final Clock clock;

  DepartmentHealth(
      ActiveConfig configuration, DepartmentLines lines, Polls polls, OutsideTls tls, Clock clock) {
    this.configuration = configuration;
    this.lines = lines;
    this.polls = polls;
    this.tls = tls;
    this.clock = clock;
  }

  /** Every connected department of the account's regions, by id. */
  List<Map<String, Object>> all(StaffAccount account) {
    return configuration.current().connections().values().stream()
        .filter(department -> account.covers(department.id().region()))
        .sorted(Comparator.comparing(department -> department.id().toString()))
        .map(this::of)
        .toList();
  }

  Map<String, Object> of(DepartmentConnection department) {
    var standing = lines.standing(department.id());
    String name = configuration.current().departments().nameZh(department.id());
    var json = DepartmentJson.health(department, name, standing, clock.instant());
    if (department.poll().isPresent()) {
      polls.readAt(department.id()).ifPresent(at -> json.put("polledAt", at));
    }
    certificate(department, json);
    return json;
  }

  /** A certificate that cannot be read hides no other department. */
  private void certificate(DepartmentConnection department, Map<String, Object> json) {
    try {
      tls.expires("department." + department.id().dotted())
          .ifPresent(until -> json.put("certificateExpiresAt", until));
    } catch (KeyException e) {
      json.put("certificateProblem", e.id());
    }
  }
}
