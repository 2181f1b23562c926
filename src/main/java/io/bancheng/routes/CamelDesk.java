package io.bancheng.routes;

import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseDesk;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Decision;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;

/** Takes a person's decision down the route {@code decide-case}. */
public final class CamelDesk implements CaseDesk {
  private final ProducerTemplate template;

  public CamelDesk(ProducerTemplate template) {
    this.template = template;
  }

  @Override
  public Case decide(Decision decision) {
    try {
      return template.requestBody("direct:decide-case", decision, CaseFile.class).current();
    } catch (CamelExecutionException e) {
      throw reason(e);
    }
  }

  /** A transaction wraps what was thrown inside it; the caller wants to know what that was. */
  static RuntimeException reason(CamelExecutionException e) {
    Throwable cause = e.getCause();
    while (cause instanceof RuntimeCamelException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException reason ? reason : e;
  }
}
