package io.bancheng.console;

import io.bancheng.ledger.Evidence;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Evidence for the auditor, to be verified elsewhere. */
@RestController
class EvidenceController {
  private final Evidence evidence;

  EvidenceController(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Everything as a zip, written while it is read. */
  @GetMapping("/api/v1/evidence")
  void export(HttpServletResponse response) throws IOException {
    response.setContentType("application/zip");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence.zip\"");
    evidence.write(response.getOutputStream());
  }
}
