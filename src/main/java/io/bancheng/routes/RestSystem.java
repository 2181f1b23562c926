package io.bancheng.routes;

import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.RestDelivery;
import io.bancheng.config.RestDelivery.Auth;
import io.bancheng.security.OutsideTls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects a department whose system takes letters over HTTP. */
final class RestSystem {
  /** A receipt is short; whoever sends more is not answering. */
  private static final int MOST_BYTES = 1 << 20;

  private final OutsideClient client;
  private final OutsideTls tls;

  RestSystem(OutsideClient client, OutsideTls tls) {
    this.client = client;
    this.tls = tls;
  }

  void connect(Map<String, Connection> all, DepartmentConnection department) {
    if (department.settings() instanceof RestDelivery rest) {
      String id = department.id().dotted();
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("department", id);
      parameters.put("url", rest.to().base().toString());
      parameters.put("method", rest.method());
      parameters.put("lookup", rest.lookup().orElse(rest.to()).base().toString());
      all.put(
          "deliver-" + id,
          new Connection(
              "rest-deliver",
              parameters,
              List.of(rest, department.pace()),
              () -> Map.of("restClient-" + id, client(department, rest))));
    }
  }

  private OutsideClient client(DepartmentConnection department, RestDelivery rest) {
    boolean shown = rest.login().auth() == Auth.CERTIFICATE;
    boolean own = shown || rest.authority().isPresent();
    String system = "department." + department.id().dotted();
    return client.with(
        new OutsideClient.Limits(
            rest.limits().connect(),
            rest.limits().response(),
            rest.limits().total(),
            MOST_BYTES,
            department.pace().concurrency()),
        own ? tls.context(system, shown, rest.authority()) : null);
  }
}
