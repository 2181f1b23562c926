package io.bancheng.routes;

import io.bancheng.config.ChannelConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.HubConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The flow as operators wrote it: every {@code *.camel.yaml} below {@code routes/}, and one route
 * from a template for each channel and department that a file in {@code config/} connects.
 */
public final class Flow {
  private final Path folder;

  public Flow(Path folder) {
    this.folder = folder;
  }

  /** Loads the files and connects every system of the configuration. */
  public void into(CamelContext context, HubConfig config) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(resources(context));
    for (ChannelConfig channel : config.channels().values()) {
      connect(context, channel);
    }
    for (DepartmentConnection department : config.connections().values()) {
      String id = department.id().dotted();
      from("jms-replies", "replies-" + id, context).parameter("department", id).add();
    }
  }

  private static void connect(CamelContext context, ChannelConfig channel) {
    String code = channel.code();
    if (channel.in().http()) {
      http(context, "accept-http-" + code, code, "/api/v1/channels/" + code + "/cases");
    }
    if (channel.in().path() != null) {
      http(context, "accept-http-" + code + "-path", code, channel.in().path());
    }
    if (channel.in().queue()) {
      from("jms-channel", "accept-queue-" + code, context).parameter("code", code).add();
    }
  }

  private static void http(CamelContext context, String id, String code, String path) {
    from("http-channel", id, context).parameter("code", code).parameter("path", path).add();
  }

  private static TemplatedRouteBuilder from(String template, String id, CamelContext context) {
    return TemplatedRouteBuilder.builder(context, template).routeId(id);
  }

  private List<Resource> resources(CamelContext context) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".camel.yaml"))
          .sorted()
          .map(file -> ResourceHelper.resolveResource(context, "file:" + file.toAbsolutePath()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The routes in " + folder + " cannot be read", e);
    }
  }
}
