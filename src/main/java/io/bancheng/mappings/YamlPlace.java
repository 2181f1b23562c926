package io.bancheng.mappings;

import io.bancheng.canonical.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One value of a YAML file with the place where it stands, so that a complaint can name it. */
record YamlPlace(String file, Node node) {

  /** A key and its value. */
  record Entry(YamlPlace key, YamlPlace value) {}

  /** The file's root, or nothing after the problem was noted. */
  static Optional<YamlPlace> root(Path file, List<Problem> problems) {
    try {
      return root(file.toString(), Files.readString(file), problems);
    } catch (IOException e) {
      problems.add(at(file.toString(), Optional.empty(), "Cannot be read as UTF-8 YAML."));
      return Optional.empty();
    }
  }

  /** The root of a text that stands in that file, or is to stand there. */
  static Optional<YamlPlace> root(String file, String text, List<Problem> problems) {
    try {
      var settings = LoadSettings.builder().setLabel(file).build();
      var root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(new Problem(file, 1, 1, "The file is empty.", "Describe a format."));
      }
      return root.map(node -> new YamlPlace(file, node));
    } catch (MarkedYamlEngineException e) {
      problems.add(at(file, e.getProblemMark(), "Not YAML: " + e.getProblem() + "."));
    } catch (YamlEngineException e) {
      problems.add(at(file, Optional.empty(), "Cannot be read as UTF-8 YAML."));
    }
    return Optional.empty();
  }

  /** A complaint about this place. */
  Problem problem(String what, String fix) {
    var mark = node.getStartMark();
    return new Problem(
        file,
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1,
        what,
        fix);
  }

  /** The entries of an object by key; doubled keys and other shapes are noted as problems. */
  Map<String, Entry> entries(List<Problem> problems) {
    var entries = new LinkedHashMap<String, Entry>();
    if (!(node instanceof MappingNode mapping)) {
      problems.add(problem("Here keys with values are wanted.", "Write \"key: value\" lines."));
      return entries;
    }
    for (var tuple : mapping.getValue()) {
      var key = new YamlPlace(file, tuple.getKeyNode());
      var entry = new Entry(key, new YamlPlace(file, tuple.getValueNode()));
      String name = key.text(problems);
      if (entries.putIfAbsent(name, entry) != null) {
        problems.add(key.problem("The key \"" + name + "\" stands twice.", "Delete one."));
      }
    }
    return entries;
  }

  /** The values of a list. */
  List<YamlPlace> items(List<Problem> problems) {
    if (!(node instanceof SequenceNode sequence)) {
      problems.add(problem("Here a list is wanted.", "Write \"- value\" lines."));
      return List.of();
    }
    var items = new ArrayList<YamlPlace>();
    sequence.getValue().forEach(item -> items.add(new YamlPlace(file, item)));
    return items;
  }

  /** The text exactly as it is written: {@code no} is no and {@code 0123} is 0123. */
  String text(List<Problem> problems) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.add(problem("Here a plain value is wanted.", "Write one text."));
    return "";
  }

  private static Problem at(String file, Optional<Mark> mark, String what) {
    return new Problem(
        file,
        mark.map(Mark::getLine).orElse(0) + 1,
        mark.map(Mark::getColumn).orElse(0) + 1,
        what,
        "Correct the file.");
  }
}
