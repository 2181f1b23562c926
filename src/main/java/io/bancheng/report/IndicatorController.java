package io.bancheng.report;

import io.bancheng.canonical.CanonicalJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The indicators (指标) as JSON: numerator, denominator and rate of each, and the cases behind. */
@RestController
@RequestMapping(path = "/api/v1/indicators", produces = MediaType.APPLICATION_JSON_VALUE)
class IndicatorController {
  private static final int PAGE = 100;
  private static final int MOST = 1000;
  private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private final IndicatorDesk desk;
  private final DrillDown cases;
  private final Names names;
  private final Surroundings around;

  IndicatorController(IndicatorDesk desk, DrillDown cases, Names names, Surroundings around) {
    this.desk = desk;
    this.cases = cases;
    this.names = names;
    this.around = around;
  }

  /**
   * All indicators of a period; {@code from} is its first day, {@code to} the day after its last,
   * in Asia/Shanghai; this month if they are left out.
   */
  @GetMapping
  String figures(HttpServletRequest request) {
    var now = around.now();
    var asked = Asked.of(request.getParameterMap(), now, "by");
    var scope = asked.scope(around.sight(request));
    var json = new LinkedHashMap<String, Object>();
    json.put("from", scope.period().from().toString());
    json.put("to", scope.period().to().toString());
    json.put("at", now);
    json.put("by", asked.by().label());
    json.put(
        "groups",
        desk.figures(scope, asked.by()).stream().map(group -> json(group, asked.by())).toList());
    json.put("definitions", Indicators.ALL.stream().map(this::definition).toList());
    return CanonicalJson.write(json);
  }

  /** The cases behind one indicator: its numerator, its denominator, or what it missed. */
  @GetMapping("/{code}/cases")
  String cases(@PathVariable String code, HttpServletRequest request) {
    var asked = Asked.of(request.getParameterMap(), around.now(), "part", "after", "limit");
    var indicator =
        Indicators.find(code)
            .orElseThrow(
                () ->
                    new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no indicator " + code + "."));
    int limit = asked.limit(PAGE, MOST);
    var page =
        cases.page(
            indicator, asked.part(), asked.scope(around.sight(request)), asked.after(), limit);
    var json = new LinkedHashMap<String, Object>();
    json.put("indicator", code);
    json.put("part", asked.part().name().toLowerCase(Locale.ROOT));
    json.put("cases", page);
    if (page.size() == limit) {
      json.put("next", page.get(limit - 1).item());
    }
    return CanonicalJson.write(json);
  }

  private Map<String, Object> json(Group group, Breakdown by) {
    var json = new LinkedHashMap<String, Object>();
    json.put("key", group.key());
    json.put("name", names.group(by, group.key(), CHINESE));
    json.put("score", group.score().map(Score::points).orElse(null));
    json.put("rank", group.rank().orElse(null));
    var figures = new LinkedHashMap<String, Object>();
    group.figures().forEach((code, figure) -> figures.put(code, json(figure)));
    json.put("figures", figures);
    return json;
  }

  private static Map<String, Object> json(Figure figure) {
    var json = new LinkedHashMap<String, Object>();
    json.put("numerator", figure.numerator());
    json.put("denominator", figure.denominator());
    json.put(figure.indicator().hours() ? "hours" : "rate", figure.value());
    if (figure.denominator() == null) {
      json.remove("rate");
    }
    json.put("shown", figure.shown());
    return json;
  }

  private Map<String, String> definition(Indicator indicator) {
    var json = new LinkedHashMap<String, String>();
    json.put("code", indicator.code());
    json.put("kind", indicator.kind().name());
    json.put("zh", names.of(indicator, CHINESE));
    json.put("en", names.of(indicator, Locale.ENGLISH));
    json.put("formulaZh", names.formula(indicator, CHINESE));
    json.put("formulaEn", names.formula(indicator, Locale.ENGLISH));
    return json;
  }
}
