package io.bancheng;

import io.bancheng.ledger.AppendOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at start when the hub's database role could change evidence. */
@Component
class RightsWatch {
  private static final Logger LOG = LoggerFactory.getLogger(RightsWatch.class);

  private final AppendOnly evidence;

  RightsWatch(AppendOnly evidence) {
    this.evidence = evidence;
  }

  @EventListener(ApplicationReadyEvent.class)
  void look() {
    var tables = evidence.changeable();
    if (!tables.isEmpty()) {
      LOG.warn(
          "The hub's database role may change or owns {}. Give it a role of its own and let another"
              + " one migrate (SPRING_FLYWAY_USER): docs/secure.md says how.",
          String.join(", ", tables));
    }
  }
}
