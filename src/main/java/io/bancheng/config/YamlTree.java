package io.bancheng.config;

import io.bancheng.calendar.TimeLimit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a YAML file that knows where it stands. What cannot be read becomes a finding and a
 * stand-in value, because a file with findings is never used.
 */
final class YamlTree {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|passwd|secret|token|credential|(^|[^a-z]|api|private)key)s?");

  private final String name;
  private final Place key;
  private final Place place;
  private final Optional<Node> node;
  private final Findings findings;
  private final Shapes.Shape shape;

  private YamlTree(
      String name, Place key, Optional<Node> node, Findings findings, Shapes.Shape shape) {
    this.name = name;
    this.key = key;
    this.place = node.filter(YamlTree::written).map(value -> placeOf(value, key)).orElse(key);
    this.node = node;
    this.findings = findings;
    this.shape = shape;
  }

  /** Reads a file; one that is no YAML, or is empty, is a finding. */
  static YamlTree read(SourceFile file, Findings findings) {
    Optional<Node> root = Optional.empty();
    var shape = findings.shapes().of(file.path());
    if (!file.readable()) {
      return new YamlTree("this file", file.start(), root, findings, shape);
    }
    var settings = LoadSettings.builder().setLabel(file.path()).build();
    try {
      root = new Compose(settings).composeString(file.text());
      if (root.isEmpty()) {
        findings.add(file.start(), "this file is empty.", "Fill it in or delete it.");
      }
    } catch (MarkedYamlEngineException e) {
      var at =
          e.getProblemMark()
              .map(mark -> file.place(mark.getLine() + 1, mark.getColumn() + 1))
              .orElse(file.start());
      findings.add(
          at,
          "this is no YAML: %s.".formatted(e.getProblem()),
          "Look at indentation, quotes and brackets here and one line above.");
    } catch (YamlEngineException e) {
      findings.add(file.start(), "this is no YAML: %s.".formatted(e.getMessage()), "Mend it.");
    }
    return new YamlTree("this file", file.start(), root, findings, shape);
  }

  /** Whether it could not be read, which was told already. */
  boolean unreadable() {
    return node.isEmpty();
  }

  Place place() {
    return place;
  }

  /** Where its key stands, for a value that has one. */
  Place keyPlace() {
    return key;
  }

  boolean isMap() {
    return node.filter(MappingNode.class::isInstance).isPresent();
  }

  boolean isList() {
    return node.filter(SequenceNode.class::isInstance).isPresent();
  }

  /** The one value that stands here, as it is written; empty for keys, lists and nothing. */
  Optional<String> scalar() {
    return node.filter(ScalarNode.class::isInstance).map(n -> ((ScalarNode) n).getValue());
  }

  /** Whether a key of that name with a value of its own would tell a secret. */
  static boolean secret(String name) {
    return SECRET.matcher(name).matches();
  }

  void problem(String what, String fix) {
    findings.add(place, what, fix);
  }

  /** Says that these are all the keys there are; any other is a finding. */
  YamlTree keys(String... known) {
    var names = List.of(known);
    shape.keys(names);
    for (YamlTree value : entries().values()) {
      if (!names.contains(value.name)) {
        refuse(value, names);
      }
    }
    return this;
  }

  /** Says that any key may stand here but one that would tell a secret. */
  YamlTree noSecrets() {
    var entries = entries();
    var names = entries.keySet().stream().filter(key -> !secret(key)).toList();
    entries.values().stream()
        .filter(value -> secret(value.name))
        .forEach(value -> refuse(value, names));
    return this;
  }

  Optional<YamlTree> find(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /** The value of that key; a missing one is a finding. */
  YamlTree need(String key) {
    shape.need(key);
    return find(key)
        .orElseGet(
            () -> {
              if (node.isPresent()) {
                problem("%s lacks \"%s\".".formatted(name, key), "Add the key.");
              }
              return new YamlTree(key, place, Optional.empty(), findings, shape.child(key, place));
            });
  }

  Map<String, YamlTree> entries() {
    var entries = new LinkedHashMap<String, YamlTree>();
    shape.fact("type", "object");
    if (node.isPresent() && !(node.get() instanceof MappingNode)) {
      problem("%s must have keys and values.".formatted(name), "Write \"key: value\" lines.");
    }
    node.filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .map(MappingNode::getValue)
        .orElse(List.of())
        .forEach(tuple -> add(tuple, entries));
    return entries;
  }

  List<YamlTree> items() {
    shape.fact("type", "array");
    if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
      problem("%s must be a list.".formatted(name), "Write it as [one, other].");
    }
    return node
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .map(SequenceNode::getValue)
        .orElse(List.of())
        .stream()
        .map(
            item ->
                new YamlTree(name, placeOf(item, place), Optional.of(item), findings, shape.item()))
        .toList();
  }

  String text() {
    if (node.isEmpty()) {
      return "";
    }
    if (node.get() instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    problem("%s must be one value.".formatted(name), "Write a value behind the colon.");
    return "";
  }

  /** The same, where its reader complains of other words than these itself. */
  String text(List<String> known) {
    shape.fact("enum", known);
    return text();
  }

  boolean flag() {
    shape.fact("type", "boolean");
    String text = text();
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      problem("%s is \"%s\".".formatted(name, text), "Write true or false.");
    }
    return text.equals("true");
  }

  int number(int least, int most) {
    shape.fact("type", "integer");
    shape.fact("minimum", least);
    shape.fact("maximum", most);
    String text = text();
    if (text.matches("\\d{1,6}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    if (!text.isEmpty()) {
      problem(
          "%s is \"%s\".".formatted(name, text),
          "Write a number from %d to %d.".formatted(least, most));
    }
    return least;
  }

  TimeLimit limit() {
    shape.fact("pattern", "^\\d+(wd|wh|h)$");
    String text = text();
    try {
      return text.isEmpty() ? TimeLimit.workingDays(1) : TimeLimit.parse(text);
    } catch (IllegalArgumentException e) {
      problem("%s:".formatted(name), e.getMessage());
      return TimeLimit.workingDays(1);
    }
  }

  /** One of these words; another one is a finding and reads as the first. */
  String word(List<String> known) {
    shape.fact("enum", known);
    String text = text();
    if (known.contains(text)) {
      return text;
    }
    if (!text.isEmpty()) {
      findings.unknown(place, name, text, known, "");
    }
    return known.get(0);
  }

  <E extends Enum<E>> E choice(Class<E> type) {
    shape.fact("enum", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    return Choice.of(type, text(), name, place, findings);
  }

  <E extends Enum<E>> List<E> choices(Class<E> type) {
    return items().stream().map(item -> item.choice(type)).toList();
  }

  private void add(NodeTuple tuple, Map<String, YamlTree> entries) {
    var at = placeOf(tuple.getKeyNode(), place);
    String key = ((ScalarNode) tuple.getKeyNode()).getValue(); // the reader lets no other keys in
    var value =
        new YamlTree(key, at, Optional.of(tuple.getValueNode()), findings, shape.child(key, at));
    if (entries.putIfAbsent(key, value) != null) {
      findings.add(at, "key \"%s\" stands here twice.".formatted(key), "Keep one of them.");
    }
  }

  private void refuse(YamlTree value, List<String> known) {
    if (SECRET.matcher(value.name).matches() && value.node.filter(YamlTree::literal).isPresent()) {
      findings.secret(value.key, value.name);
    } else {
      findings.unknown(value.key, "key", value.name, known, "");
    }
  }

  private static boolean written(Node value) {
    return !(value instanceof ScalarNode scalar) || !scalar.getValue().isBlank();
  }

  private static boolean literal(Node value) {
    return value instanceof ScalarNode scalar && !scalar.getValue().startsWith("${");
  }

  private static Place placeOf(Node value, Place otherwise) {
    return value
        .getStartMark()
        .map(mark -> new Place(otherwise.file(), mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(otherwise);
  }
}
