package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.security.Caller;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a second person, for programs and {@code bin/hub config}. */
@RestController
@RequestMapping(path = "/api/v1/proposals", produces = MediaType.APPLICATION_JSON_VALUE)
class ProposalController {
  private final ProposalDesk desk;

  ProposalController(ProposalDesk desk) {
    this.desk = desk;
  }

  /** Those that the caller may decide or could have, what waits first. */
  @GetMapping
  String list(@AuthenticationPrincipal Caller caller) {
    return CanonicalJson.write(Map.of("proposals", desk.list(caller)));
  }

  /** Agrees; files need two who do. */
  @PostMapping("/{id}/approve")
  String approve(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
    return CanonicalJson.write(desk.approve(id, caller));
  }

  /** Refuses, or takes back what is one's own. */
  @PostMapping("/{id}/refuse")
  String refuse(@PathVariable long id, @AuthenticationPrincipal Caller caller) {
    return CanonicalJson.write(desk.refuse(id, caller));
  }
}
