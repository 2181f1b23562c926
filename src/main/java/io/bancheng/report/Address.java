package io.bancheng.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of a page of the report, with all that was chosen on the way. */
record Address(String path, Map<String, String> parameters) {
  /** The same with another choice; a blank one is left out. */
  public Address with(String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.remove(name);
    if (value != null && !value.isBlank()) {
      more.put(name, value);
    }
    return new Address(path, more);
  }

  public Address at(String other) {
    return new Address(other, parameters);
  }

  @Override
  public String toString() {
    var builder = UriComponentsBuilder.fromPath(path);
    parameters.forEach((name, value) -> builder.queryParam(name, "{" + name + "}"));
    return builder.encode().buildAndExpand(parameters).toUriString();
  }
}
