package io.bancheng.console;

import io.bancheng.ledger.Nodes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The nodes that serve the ledger (节点), and by which files each decides. */
@Controller
class NodesPage {
  private final Nodes nodes;

  NodesPage(Nodes nodes) {
    this.nodes = nodes;
  }

  @GetMapping("/console/nodes")
  ModelAndView list() {
    var all = nodes.list();
    long versions =
        all.stream().filter(n -> !n.away()).map(Nodes.Node::configVersion).distinct().count();
    return new ModelAndView("console/nodes")
        .addObject("nodes", all)
        .addObject("agree", versions < 2);
  }
}
