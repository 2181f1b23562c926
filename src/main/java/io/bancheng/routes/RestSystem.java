package io.bancheng.routes;

import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.RestDelivery;
import io.bancheng.config.RestDelivery.Auth;
import io.bancheng.config.RestPolling;
import io.bancheng.config.RestPolling.Access;
import io.bancheng.security.OutsideTls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects a department whose system takes letters over HTTP, or is asked for replies. */
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
              () -> Map.of("restClient-" + id, client(department, access(rest)))));
    }
    department.poll().ifPresent(poll -> connect(all, department, poll));
  }

  private void connect(
      Map<String, Connection> all, DepartmentConnection department, RestPolling poll) {
    String id = department.id().dotted();
    all.put(
        "poll-" + id,
        new Connection(
            "rest-poll",
            Map.of("department", id, "url", poll.origin().toString()),
            List.of(poll, department.pace()),
            () -> Map.of("pollClient-" + id, client(department, poll.access()))));
  }

  private static Access access(RestDelivery rest) {
    return new Access(rest.login(), "rest", rest.authority(), rest.limits());
  }

  private OutsideClient client(DepartmentConnection department, Access access) {
    boolean shown = access.login().auth() == Auth.CERTIFICATE;
    boolean own = shown || access.authority().isPresent();
    String system = "department." + department.id().dotted();
    return client.with(
        new OutsideClient.Limits(
            access.limits().connect(),
            access.limits().response(),
            access.limits().total(),
            MOST_BYTES,
            department.pace().concurrency()),
        own ? tls.context(system, shown, access.authority()) : null);
  }
}
