package io.bancheng.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The flow that was packed with the hub ({@code routes/} when it was built), which no operator can
 * change. What it calls, other flows may call.
 */
final class OwnFlow {
  private static final String FILES = "classpath*:flow/**/*.camel.yaml";

  private final SortedSet<String> settings = new TreeSet<>();
  private final Map<String, SortedSet<String>> methods = new TreeMap<>();

  private OwnFlow() {}

  static OwnFlow read() {
    var flow = new OwnFlow();
    try {
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
        flow.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The hub's own flow cannot be read", e);
    }
    return flow;
  }

  /** The methods that its steps call, by bean. */
  Map<String, List<String>> methods() {
    return methods.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
  }

  /** The beans that its endpoints' settings name with {@code #}. */
  List<String> settings() {
    return List.copyOf(settings);
  }

  private void add(Resource file) throws IOException {
    var findings = new Findings();
    var source = SourceFile.of(file.getFilename(), file.getContentAsByteArray(), findings);
    look(YamlTree.read(source, findings));
    findings.refuse();
  }

  private void look(YamlTree tree) {
    if (tree.isMap()) {
      call(tree.entries());
      tree.entries().values().forEach(this::look);
    } else if (tree.isList()) {
      tree.items().forEach(this::look);
    } else {
      tree.scalar().filter(text -> text.startsWith("#")).ifPresent(this::setting);
    }
  }

  private void call(Map<String, YamlTree> entries) {
    if (entries.containsKey("ref") && entries.containsKey("method")) {
      methods
          .computeIfAbsent(FlowSteps.plain(entries.get("ref").text()), bean -> new TreeSet<>())
          .add(FlowSteps.methodName(entries.get("method").text()));
    }
  }

  private void setting(String text) {
    settings.add(FlowSteps.plain(text.substring(1)));
  }
}
