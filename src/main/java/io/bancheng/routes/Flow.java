package io.bancheng.routes;

import io.bancheng.config.ChannelConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Listeners;
import io.bancheng.security.OutsideSecrets;
import io.bancheng.security.OutsideTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The flow as operators wrote it: every {@code *.camel.yaml} below {@code routes/}, and one route
 * from a template for each channel and department that a file in {@code config/} connects.
 */
public final class Flow {
  private final Turnstile turnstile;
  private final MailSystem mail;
  private final FilePlaces files;
  private final RestSystem rest;

  /**
   * A flow.
   *
   * @param var below it lie the folders into which channels drop files
   */
  public Flow(
      Turnstile turnstile,
      OutsideSecrets secrets,
      Path var,
      MailSystem mail,
      OutsideClient client) {
    this.turnstile = turnstile;
    this.rest = new RestSystem(client, new OutsideTls(secrets, var));
    this.mail = mail;
    this.files = new FilePlaces(secrets, var);
  }

  /** Loads the files and connects every system of the configuration. */
  public void into(CamelContext context, Edition edition) throws Exception {
    load(context, edition, edition.config().flow().keySet());
    connect(context, connections(edition.config()));
  }

  /**
   * Builds the whole flow in a context of its own, which is thrown away without having started a
   * route; not if it is the flow that runs.
   *
   * @throws Exception with file, line and column if it cannot be built
   */
  public void check(CamelContext live, Edition running, Edition edition) throws Exception {
    if (sameFlow(running.config(), edition.config())) {
      return;
    }
    try (var scratch = Scratch.beside(live)) {
      into(scratch, edition);
      scratch.start();
    }
  }

  /**
   * Turns the running flow from one checked edition into the next. Only what was connected,
   * disconnected or changed is touched; while files of {@code routes/} are exchanged, callers wait
   * at the turnstile and messages on their queues.
   *
   * @throws Turnstile.Busy if callers were too slow, or the flow is still being started: its paths
   *     would be taken for those of routes that are gone
   */
  public synchronized void swap(CamelContext context, Edition before, Edition after)
      throws Exception {
    if (!context.isStarted()) {
      throw new Turnstile.Busy("the flow is still being started");
    }
    var files = changed(before.config().flow(), after.config().flow());
    var old = connections(before.config());
    var next = connections(after.config());
    var templates = Written.templates(context, before.routes(), files);
    old.entrySet().removeIf(c -> !touched(c, next.get(c.getKey()), templates));
    next.entrySet()
        .removeIf(c -> context.getRoute(c.getKey()) != null && !old.containsKey(c.getKey()));
    if (!files.isEmpty()) {
      turnstile.shut();
    }
    try {
      for (String id : old.keySet()) {
        remove(context, id);
      }
      for (String id : Written.routes(context, before.routes(), files)) {
        remove(context, id);
      }
      Written.forget(context, templates);
      load(context, after, files);
      connect(context, next);
      HttpMappings.sweep(context);
    } finally {
      if (!files.isEmpty()) {
        turnstile.open();
      }
    }
  }

  private boolean sameFlow(HubConfig running, HubConfig next) {
    var before = connections(running);
    var after = connections(next);
    return running.flow().equals(next.flow())
        && before.keySet().equals(after.keySet())
        && before.entrySet().stream().allMatch(c -> c.getValue().sameAs(after.get(c.getKey())));
  }

  private static boolean touched(
      Map.Entry<String, Connection> connection, Connection next, Set<String> templates) {
    return !connection.getValue().sameAs(next)
        || templates.contains(connection.getValue().template());
  }

  private static void connect(CamelContext context, Map<String, Connection> connections)
      throws Exception {
    for (var connection : connections.entrySet()) {
      connection.getValue().into(context, connection.getKey());
    }
  }

  private static void remove(CamelContext context, String id) throws Exception {
    context.getRouteController().stopRoute(id);
    context.removeRoute(id);
  }

  /** Files that are only in one of the two, or differ. */
  private static Set<String> changed(Map<String, String> before, Map<String, String> after) {
    var all = new TreeSet<String>(before.keySet());
    all.addAll(after.keySet());
    all.removeIf(file -> Objects.equals(before.get(file), after.get(file)));
    return all;
  }

  private Map<String, Connection> connections(HubConfig config) {
    var all = new LinkedHashMap<String, Connection>();
    for (ChannelConfig channel : config.channels().values()) {
      var code = Map.of("code", channel.code());
      http(all, channel);
      mail.connect(all, channel);
      files.connect(all, channel);
      if (channel.push() != null) {
        var push = Map.of("code", channel.code(), "url", channel.push().toString());
        all.put("push-answers-" + channel.code(), Connection.of("rest-answer", push));
      }
      if (channel.in().queue()) {
        all.put("accept-queue-" + channel.code(), Connection.of("jms-channel", code));
      }
    }
    mail.connect(all, config.connections().values());
    config.listeners().pushes().forEach((listener, push) -> report(all, listener, push));
    config
        .sms()
        .ifPresent(
            gateway ->
                all.put(
                    "text-reporters",
                    Connection.of(
                        "sms-gateway",
                        Map.of(
                            "url", gateway.url().toString(),
                            "dailyCap", String.valueOf(gateway.dailyCap())))));
    for (DepartmentConnection department : config.connections().values()) {
      String id = department.id().dotted();
      var callback = "/api/v1/departments/" + department.id() + "/replies";
      all.put(
          "replies-http-" + id,
          Connection.of("http-replies", Map.of("department", id, "path", callback)));
      all.put("replies-" + id, Connection.of("jms-replies", Map.of("department", id)));
      if (department.carried()) {
        all.put("letters-" + id, Connection.of("carry-letters", Map.of("department", id)));
      }
      rest.connect(all, department);
      files.connect(all, department);
    }
    return all;
  }

  /** When reports are due, and the one way in which they go. */
  private void report(Map<String, Connection> all, String listener, Listeners.Push push) {
    var at = new LinkedHashMap<String, String>(Map.of("listener", listener));
    all.put("report-" + listener, Connection.of("report-events", Map.copyOf(at)));
    String way = push.url().isPresent() ? "rest" : push.folder().isPresent() ? "folder" : "queue";
    push.url().ifPresent(url -> at.put("url", url.toString()));
    push.folder().ifPresent(folder -> at.put("at", files.at(folder)));
    all.put("report-to-" + listener, Connection.of(way + "-report", at));
  }

  private static void http(Map<String, Connection> all, ChannelConfig channel) {
    String id = "accept-http-" + channel.code();
    String doors = "/api/v1/channels/" + channel.code();
    if (channel.in().http()) {
      all.put(id + "-cases", entrance(channel, doors + "/cases"));
      all.put(id + "-messages", entrance(channel, doors + "/messages"));
    }
    if (channel.in().path() != null) {
      all.put(id + "-path", entrance(channel, channel.in().path()));
    }
  }

  private static Connection entrance(ChannelConfig channel, String path) {
    return Connection.of("http-channel", Map.of("code", channel.code(), "path", path));
  }

  static void load(CamelContext context, Edition edition, Set<String> files) throws Exception {
    var resources =
        files.stream()
            .filter(file -> file.endsWith(".camel.yaml"))
            .map(file -> edition.routes().resolve(file).toAbsolutePath())
            .filter(Files::exists)
            .map(file -> ResourceHelper.resolveResource(context, "file:" + file))
            .toList();
    PluginHelper.getRoutesLoader(context).loadRoutes(resources);
  }
}
