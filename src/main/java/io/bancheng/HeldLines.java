package io.bancheng;

import io.bancheng.config.ActiveConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.ledger.DepartmentLines;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The addresses whose letters stay in the outbox: nobody brings them, or their line is paused. */
@Component
class HeldLines {
  private final ActiveConfig configuration;
  private final DepartmentLines lines;

  HeldLines(ActiveConfig configuration, DepartmentLines lines) {
    this.configuration = configuration;
    this.lines = lines;
  }

  Set<String> addresses() {
    var paused = lines.heldBack();
    var config = configuration.current();
    if (paused.isEmpty()) {
      return config.held();
    }
    var ownQueues =
        config.connections().values().stream()
            .filter(department -> !department.carried())
            .map(DepartmentConnection::id)
            .filter(paused::contains)
            .map(department -> "department." + department.dotted() + ".cases");
    return Stream.concat(config.held().stream(), ownQueues).collect(Collectors.toSet());
  }
}
