package io.bancheng.report;

import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.SupervisionState;
import io.bancheng.canonical.Urged;
import java.util.ArrayList;
import java.util.List;

/** What is counted each time it happens: urges (催办), and supervision orders that were issued. */
final class MarkFact {
  private MarkFact() {}

  static List<FactRow> of(CaseStory story, Dimensions dimensions) {
    var c = story.current();
    var marks = new ArrayList<FactRow>();
    var urges = story.events().stream().filter(Urged.class::isInstance).toList();
    for (int i = 0; i < urges.size(); i++) {
      marks.add(
          dimensions
              .row(c.caseNo() + "-U" + (i + 1), dimensions.lead(c.round()))
              .with("kind", "URGE")
              .with("cause", null)
              .with("at", urges.get(i).at())
              .spanned(false));
    }
    c.orders().stream()
        .filter(MarkFact::stands)
        .map(order -> order(order, dimensions))
        .forEach(marks::add);
    return marks;
  }

  /** An order that was lifted is kept, but counts for nothing. */
  private static boolean stands(SupervisionOrder order) {
    return order.issuedAt() != null && order.state() != SupervisionState.LIFTED;
  }

  private static FactRow order(SupervisionOrder order, Dimensions dimensions) {
    return dimensions
        .row(order.id(), order.department())
        .with("kind", order.level())
        .with("cause", order.cause())
        .with("at", order.issuedAt())
        .spanned(false);
  }
}
