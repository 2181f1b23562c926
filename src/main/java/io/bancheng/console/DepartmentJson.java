package io.bancheng.console;

import io.bancheng.config.DepartmentConnection;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.LineMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How a department's line stands, as the API shows it. */
final class DepartmentJson {
  private DepartmentJson() {}

  /** Whether the hub can hold its letters back: it brings them, or puts them on its queue. */
  static boolean held(DepartmentConnection department) {
    return department.called() || !department.settings().held();
  }

  static Map<String, Object> health(
      DepartmentConnection department, String name, DepartmentLines.Standing line, Instant now) {
    var json = new LinkedHashMap<String, Object>();
    json.put("department", department.id().toString());
    json.put("nameZh", name);
    json.put("adapter", department.adapter());
    json.put("undelivered", line.undelivered());
    json.put("oldestUndelivered", line.oldestUndelivered());
    json.put("lagSeconds", line.lagSeconds(now));
    json.put("parked", line.parked());
    json.put("unanswered", line.unanswered());
    json.put("oldestUnanswered", line.oldestUnanswered());
    if (held(department)) {
      json.put("mode", line.mode());
      json.put("paused", line.mode() != LineMode.RUNNING);
      json.put("reason", line.reason());
      json.put("modeBy", line.modeBy());
      json.put("modeAt", line.modeAt());
    }
    if (department.called()) {
      json.put("breaker", line.breaker());
      json.put("probeAt", line.probeAt());
      json.put("heldUntil", line.heldUntil());
      json.put("lastSuccessAt", line.lastSuccessAt());
      json.put("lastFailureAt", line.lastFailureAt());
      json.put("lastFailure", line.lastFailure());
      department
          .pace()
          .maintenance()
          .ifPresent(window -> json.put("maintenance", window.from() + "-" + window.to()));
    }
    json.values().removeIf(Objects::isNull);
    return json;
  }
}
