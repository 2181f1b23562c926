package io.bancheng.routes;

import io.bancheng.canonical.ReplyRound;
import io.bancheng.canonical.ReplyRound.Said;
import io.bancheng.canonical.ReplyTaker;
import java.util.Set;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** Takes replies down the routes {@code apply-replies} and {@code apply-one}. */
final class CamelReplies implements ReplyTaker {
  private final ProducerTemplate template;

  CamelReplies(ProducerTemplate template) {
    this.template = template;
  }

  @Override
  @SuppressWarnings("unchecked") // the route's last step answers with them
  public Set<Said> together(ReplyRound round) {
    try {
      return template.requestBody("direct:apply-replies", round, Set.class);
    } catch (CamelExecutionException e) {
      throw CamelDesk.reason(e);
    }
  }

  @Override
  public void alone(Said said) {
    try {
      template.requestBody("direct:apply-one", said);
    } catch (CamelExecutionException e) {
      throw CamelDesk.reason(e);
    }
  }
}
