package io.bancheng.routes;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * A route that is made from a template for one connected system.
 *
 * @param settings what the beans are made of; another value makes another connection
 * @param beans what the route calls by name and belongs to it alone, made when it is built
 */
record Connection(
    String template,
    Map<String, String> parameters,
    Object settings,
    Supplier<Map<String, Object>> beans) {

  /** A connection without beans of its own. */
  static Connection of(String template, Map<String, String> parameters) {
    return new Connection(template, parameters, "", Map::of);
  }

  boolean sameAs(Connection other) {
    return other != null
        && template.equals(other.template)
        && parameters.equals(other.parameters)
        && settings.equals(other.settings);
  }

  void into(CamelContext context, String id) throws Exception {
    beans.get().forEach(context.getRegistry()::bind);
    var route = TemplatedRouteBuilder.builder(context, template).routeId(id);
    parameters.forEach(route::parameter);
    route.add();
  }
}
