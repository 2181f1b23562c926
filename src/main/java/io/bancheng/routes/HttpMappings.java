package io.bancheng.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.springboot.CamelRequestHandlerMapping;
import org.apache.camel.support.service.BaseService;

/** Paths that lead to Camel's routes. Camel forgets to take back those of a route that is gone. */
final class HttpMappings {
  private HttpMappings() {}

  /** Takes back every path whose route no longer runs, so that callers are told 404. */
  static void sweep(CamelContext context) {
    for (var paths : context.getRegistry().findByType(CamelRequestHandlerMapping.class)) {
      paths
          .getHandlerMethods()
          .forEach(
              (path, handler) -> {
                if (handler.getBean() instanceof BaseService route && !route.isStarted()) {
                  paths.unregisterMapping(path);
                }
              });
    }
  }
}
