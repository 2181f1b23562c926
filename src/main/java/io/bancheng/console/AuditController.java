package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Deed;
import io.bancheng.ledger.AuditTrail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit for the auditor: who did what, filtered, the latest first; and whether it is whole. */
@RestController
@RequestMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {
  private static final int MOST = 1000;

  private final AuditTrail audit;

  AuditController(AuditTrail audit) {
    this.audit = audit;
  }

  /**
   * Entries.
   *
   * @param from ISO 8601 with offset, included; {@code to} is not
   * @param before the {@code next} of the page before
   */
  @GetMapping
  String list(
      @RequestParam(required = false) Instant from,
      @RequestParam(required = false) Instant to,
      @RequestParam(required = false) String who,
      @RequestParam(required = false) String what,
      @RequestParam(required = false) String subject,
      @RequestParam(required = false) Deed.Outcome outcome,
      @RequestParam(required = false) Long before,
      @RequestParam(defaultValue = "100") int limit) {
    int most = Math.max(1, Math.min(limit, MOST));
    var entries =
        audit.page(new AuditTrail.Filter(from, to, who, what, subject, outcome, before, most));
    var answer = new LinkedHashMap<String, Object>(Map.of("entries", entries));
    if (entries.size() == most) {
      answer.put("next", entries.get(most - 1).seq());
    }
    return CanonicalJson.write(answer);
  }

  /** Follows the whole chain. */
  @GetMapping("/verification")
  String verify() {
    var verdict = audit.verify();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("holds", verdict.holds());
    answer.put("checked", verdict.checked());
    verdict.broken().ifPresent(seq -> answer.put("broken", seq));
    return CanonicalJson.write(answer);
  }
}
