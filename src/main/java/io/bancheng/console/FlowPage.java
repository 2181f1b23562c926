package io.bancheng.console;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.FlowWatch;
import io.bancheng.canonical.FlowWatch.Place;
import io.bancheng.canonical.FlowWatch.Traffic;
import io.bancheng.config.ActiveConfig;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The flow as a picture with what moves through it now, and the same as a table (流程图). */
@Controller
class FlowPage {
  private final FlowWatch flow;
  private final ActiveConfig configuration;

  FlowPage(FlowWatch flow, ActiveConfig configuration) {
    this.flow = flow;
    this.configuration = configuration;
  }

  @GetMapping("/console/flow")
  ModelAndView show(@RequestParam(defaultValue = "false") boolean all) {
    var routes = flow.routes();
    return new ModelAndView("console/flow")
        .addObject("all", all)
        .addObject("many", routes.size())
        .addObject("routes", routes.stream().filter(route -> all || moves(route)).toList())
        .addObject("picture", FlowPicture.of(routes, this::name));
  }

  private static boolean moves(Traffic route) {
    return route.perMinute() > 0 || route.inFlight() > 0 || route.failedPerMinute() > 0;
  }

  private String name(Traffic route) {
    return route.place() == Place.DEPARTMENT
        ? configuration.current().departments().nameZh(DepartmentId.parse(route.name()))
        : route.name();
  }
}
