package io.bancheng.open311;

import io.bancheng.canonical.CaseStatus;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Category;
import io.bancheng.config.Region;
import io.bancheng.config.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The services that apps offer their users: the categories of cases, with what each asks for. */
final class Services {
  private static final Map<String, String> SITUATIONS =
      Map.of(
          "NOT_ACCEPTED_OR_APPROVED", "材料交了，不受理或不批",
          "REPEATED_VISITS", "跑了多趟没有结果",
          "BUCK_PASSING", "推来推去",
          "REGIONAL_PARITY", "外地能办，本地不能办");

  private final ActiveConfig config;

  Services(ActiveConfig config) {
    this.config = config;
  }

  /** All of them; a domain is the group of its categories. */
  List<Map<String, Object>> all() {
    return config.current().categories().all().stream()
        .filter(category -> !category.parentCode().isEmpty())
        .map(this::service)
        .toList();
  }

  /** What is asked for with a service. */
  Map<String, Object> definition(String code) {
    var category =
        find(code)
            .orElseThrow(
                () -> new Refusal(HttpStatus.NOT_FOUND, "service_code " + code + " is not known."));
    var json = new LinkedHashMap<String, Object>();
    json.put("service_code", category.code());
    json.put(
        "attributes",
        List.of(
            attribute(1, "region", "singlevaluelist", true, "在哪个县（市、区）办的", regions()),
            attribute(2, "situation", "singlevaluelist", false, "是哪种情形", situations()),
            attribute(3, "matter", "string", false, "办什么事", List.of()),
            attribute(4, "department", "string", false, "在哪个部门办的", List.of())));
    return json;
  }

  /** The category that a service code names. */
  Optional<Category> find(String code) {
    return config.current().categories().find(code).filter(c -> !c.parentCode().isEmpty());
  }

  /** The name of a case's service; empty before it was classified. */
  String name(String code) {
    return config.current().categories().find(code).map(Category::nameZh).orElse("");
  }

  /** GeoReport v2 knows two states. */
  static String status(CaseStatus status) {
    boolean over =
        status.terminal() || status == CaseStatus.CLOSED || status == CaseStatus.FEEDBACK_GIVEN;
    return over ? "closed" : "open";
  }

  private Map<String, Object> service(Category category) {
    var json = new LinkedHashMap<String, Object>();
    json.put("service_code", category.code());
    json.put("service_name", category.nameZh());
    json.put("description", category.nameEn());
    json.put("metadata", true);
    json.put("type", "realtime");
    json.put("keywords", "");
    json.put("group", name(category.parentCode()));
    return json;
  }

  private static Map<String, Object> attribute(
      int order,
      String code,
      String type,
      boolean required,
      String description,
      List<Map<String, Object>> values) {
    var json = new LinkedHashMap<String, Object>();
    json.put("variable", true);
    json.put("code", code);
    json.put("datatype", type);
    json.put("required", required);
    json.put("order", order);
    json.put("description", description);
    json.put("values", values);
    return json;
  }

  private List<Map<String, Object>> regions() {
    return config.current().regions().all().stream()
        .filter(region -> region.tier() != Tier.TOWN)
        .map(Services::value)
        .toList();
  }

  private static Map<String, Object> value(Region region) {
    return value(region.code(), region.nameZh());
  }

  private static List<Map<String, Object>> situations() {
    return SITUATIONS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> value(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<String, Object> value(String key, String name) {
    var json = new LinkedHashMap<String, Object>();
    json.put("key", key);
    json.put("name", name);
    return json;
  }
}
