package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.ledger.Nodes;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The nodes that serve the ledger, for operations. */
@RestController
class NodeController {
  private final Nodes nodes;

  NodeController(Nodes nodes) {
    this.nodes = nodes;
  }

  /** Every node of the last day that did not end in order, those that are there first. */
  @GetMapping(path = "/api/v1/nodes", produces = MediaType.APPLICATION_JSON_VALUE)
  String list() {
    return CanonicalJson.write(Map.of("nodes", nodes.list()));
  }
}
