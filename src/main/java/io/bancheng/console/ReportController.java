package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.Reports;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What platforms above have taken (上报回执), for operations. */
@RestController
@RequestMapping(path = "/api/v1/reports", produces = MediaType.APPLICATION_JSON_VALUE)
class ReportController {
  private static final int MOST = 200;

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  /** The latest receipts, the newest first. */
  @GetMapping
  String list(@RequestParam(required = false) String listener) {
    return CanonicalJson.write(Map.of("reports", reports.list(listener, MOST)));
  }
}
