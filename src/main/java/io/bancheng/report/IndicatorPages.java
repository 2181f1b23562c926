package io.bancheng.report;

import io.bancheng.canonical.Channel;
import io.bancheng.canonical.IssueClass;
import io.bancheng.config.Tier;
import io.bancheng.pages.ChosenLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page on which supervisors and managers look at the indicators, and at the cases behind. */
@Controller
@RequestMapping(IndicatorPages.PATH)
class IndicatorPages {
  static final String PATH = "/console/indicators";

  /** What the sign-in adds to the address that it goes on to. */
  private static final String SIGNED_IN = "continue";

  private static final int PAGE = 50;
  private static final String USUAL_CHART = "onTime";
  private static final List<String> HEADLINE =
      List.of(
          "received",
          "handled",
          "consulted",
          "onTime",
          "feedbackTimely",
          "satisfaction",
          "overdueOpen");
  private static final List<String> COMPARED =
      List.of(
          "received",
          "handled",
          "onTime",
          "signTimely",
          "contactTimely",
          "feedbackTimely",
          "satisfaction",
          "overdueOpen",
          "yellow",
          "red");

  private final IndicatorDesk desk;
  private final DrillDown cases;
  private final Names names;
  private final Surroundings around;

  IndicatorPages(IndicatorDesk desk, DrillDown cases, Names names, Surroundings around) {
    this.desk = desk;
    this.cases = cases;
    this.names = names;
    this.around = around;
  }

  @GetMapping
  ModelAndView figures(HttpServletRequest request) {
    var asked = asked(request, "by", "chart");
    var sight = around.sight(request);
    var scope = asked.scope(sight);
    var page = page("report/indicators", request, asked);
    var total = desk.figures(scope, Breakdown.NONE).get(0);
    page.addObject("total", total);
    page.addObject("headline", HEADLINE.stream().map(total.figures()::get).toList());
    page.addObject("compared", COMPARED);
    page.addObject("by", asked.by());
    page.addObject("scope", scope);
    page.addObject("choices", choices());
    page.addObject("at", around.now());
    page.addObject("sample", around.config().current().assessment().minimumSample());
    if (asked.by() != Breakdown.NONE) {
      compare(page, asked, scope, ChosenLanguage.of(request));
    }
    return page;
  }

  /** The cases that one figure counts, or misses. */
  @GetMapping("/{code}")
  ModelAndView cases(@PathVariable String code, HttpServletRequest request) {
    var asked = asked(request, "by", "chart", "part", "after");
    var indicator = indicator(code);
    var sight = around.sight(request);
    var found = cases.page(indicator, asked.part(), asked.scope(sight), asked.after(), PAGE);
    var address = address(request, asked);
    var page = page("report/cases", request, asked);
    page.addObject("indicator", indicator);
    page.addObject("part", asked.part().name().toLowerCase(Locale.ROOT));
    page.addObject("cases", found);
    page.addObject("back", address.with("part", null).with("after", null).at(PATH).toString());
    if (found.size() == PAGE) {
      page.addObject("next", address.with("after", found.get(PAGE - 1).item()).toString());
    }
    return page;
  }

  private void compare(ModelAndView page, Asked asked, Scope scope, Locale locale) {
    var chart = indicator(asked.find("chart").orElse(USUAL_CHART));
    var by = asked.by();
    var lines =
        desk.figures(scope, by).stream().map(group -> line(group, by, asked, locale)).toList();
    page.addObject("groups", lines);
    page.addObject("chart", chart);
    if (by == Breakdown.MONTH) {
      page.addObject("trend", Trend.of(lines, chart));
    } else {
      page.addObject("bars", Bar.of(lines, chart));
    }
  }

  private GroupLine line(Group group, Breakdown by, Asked asked, Locale locale) {
    String name = names.group(by, group.key(), locale);
    boolean narrows = Asked.SCOPE.contains(by.label()) && !group.key().isEmpty();
    var alone = new Address(PATH, asked.parameters()).with("by", null);
    return new GroupLine(
        name, narrows ? alone.with(by.label(), group.key()).toString() : "", group);
  }

  private Asked asked(HttpServletRequest request, String... more) {
    var names = new java.util.ArrayList<>(List.of(more));
    names.addAll(List.of("lang", SIGNED_IN));
    return Asked.of(request.getParameterMap(), around.now(), names.toArray(String[]::new));
  }

  private ModelAndView page(String view, HttpServletRequest request, Asked asked) {
    return new ModelAndView(view)
        .addObject("locale", ChosenLanguage.of(request))
        .addObject("names", names)
        .addObject("indicators", Indicators.ALL)
        .addObject("asked", address(request, asked));
  }

  private static Address address(HttpServletRequest request, Asked asked) {
    return new Address(request.getRequestURI(), asked.parameters());
  }

  private static Indicator indicator(String code) {
    return Indicators.find(code)
        .orElseThrow(
            () ->
                new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "There is no indicator " + code + "."));
  }

  private static Map<String, Object[]> choices() {
    return Map.of(
        "tier", Tier.values(), "channel", Channel.values(), "issueClass", IssueClass.values());
  }
}
