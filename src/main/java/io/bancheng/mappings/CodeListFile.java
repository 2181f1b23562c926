package io.bancheng.mappings;

import io.bancheng.canonical.CodeMeaning;
import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.canonical.Unacceptable.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A department's file as text, into which one line of a code list is written as its operator would
 * write it: everything else stays as it stands, comments included.
 *
 * @param name the file, as complaints name it
 */
public record CodeListFile(String name, String text) {
  private static final String LISTS = "lookups";
  private static final String PLAIN = "\\p{L}[\\p{L}\\p{N}_]*";

  /**
   * The text with that code in its list; nothing if it stands there with that meaning already.
   *
   * @throws Unacceptable INVALID if the file has no such list, CONFLICT if the code means something
   *     else in it, NOT_ALLOWED if the file is written so that only a person can change it
   * @throws Problems if the file is no YAML
   */
  public Optional<String> with(CodeMeaning code) {
    var root = root(text);
    var list = list(root, code);
    var known = list.entries(new ArrayList<>()).get(code.code());
    if (known != null) {
      String means = known.value().text(new ArrayList<>());
      if (means.equals(code.meaning())) {
        return Optional.empty();
      }
      throw new Unacceptable(
          Kind.CONFLICT, known.key().problem(means(code, means), "Change it there.").toString());
    }
    String next = with(code, (MappingNode) list.node());
    if (!says(next, expected(root, code))) {
      throw new Unacceptable(
          Kind.NOT_ALLOWED,
          list.problem("the hub cannot add a line here.", "Add it by hand and retry.").toString());
    }
    return Optional.of(next);
  }

  private static String means(CodeMeaning code, String means) {
    return "\"%s\" means %s in the list %s.".formatted(code.code(), means, code.list());
  }

  private YamlPlace root(String yaml) {
    var problems = new ArrayList<Problem>();
    return YamlPlace.root(name, yaml, problems).orElseThrow(() -> new Problems(problems));
  }

  private static YamlPlace list(YamlPlace root, CodeMeaning code) {
    var none = new ArrayList<Problem>();
    var lists = root.entries(none).get(LISTS);
    return Optional.ofNullable(lists)
        .map(at -> at.value().entries(none).get(code.list()))
        .map(YamlPlace.Entry::value)
        .filter(at -> at.node() instanceof MappingNode)
        .orElseThrow(
            () ->
                new Unacceptable(
                    Kind.INVALID,
                    "%s has no code list %s.".formatted(root.file(), code.list()),
                    List.of(new Fault("/codeList", "is no code list of that mapping"))));
  }

  private String with(CodeMeaning code, MappingNode list) {
    String line = quoted(code.code()) + ": " + quoted(code.meaning());
    var entries = list.getValue();
    if (entries.isEmpty()) {
      return inserted(end(list) - 1, line);
    }
    NodeTuple last = entries.get(entries.size() - 1);
    int end = end(last.getValueNode());
    return list.getFlowStyle() == FlowStyle.FLOW
        ? inserted(end, ", " + line)
        : below(end, column(entries.get(0).getKeyNode()), line);
  }

  /** A line of its own below the one that ends the list. */
  private String below(int end, int column, String line) {
    String feed = text.contains("\r\n") ? "\r\n" : "\n";
    int lineEnd = text.indexOf('\n', end);
    return lineEnd < 0
        ? text + feed + " ".repeat(column) + line + feed
        : inserted(lineEnd + 1, " ".repeat(column) + line + feed);
  }

  private String inserted(int at, String what) {
    return text.substring(0, at) + what + text.substring(at);
  }

  /** Marks count code points. */
  private int end(Node node) {
    return text.offsetByCodePoints(0, node.getEndMark().map(Mark::getIndex).orElse(0));
  }

  private static int column(Node node) {
    return node.getStartMark().map(Mark::getColumn).orElse(0);
  }

  private static String quoted(String word) {
    return word.matches(PLAIN)
        ? word
        : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private boolean says(String yaml, Object expected) {
    var problems = new ArrayList<Problem>();
    return YamlPlace.root(name, yaml, problems)
        .filter(root -> plain(root.node()).equals(expected))
        .isPresent();
  }

  private static Object expected(YamlPlace root, CodeMeaning code) {
    var all = asMap(plain(root.node()));
    asMap(asMap(all.get(LISTS)).get(code.list())).put(code.code(), code.meaning());
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> asMap(Object plain) {
    return (Map<Object, Object>) plain;
  }

  /** What the YAML says, without how it is written. */
  private static Object plain(Node node) {
    if (node instanceof MappingNode mapping) {
      var map = new LinkedHashMap<Object, Object>();
      mapping.getValue().forEach(t -> map.put(plain(t.getKeyNode()), plain(t.getValueNode())));
      return map;
    }
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(CodeListFile::plain).toList()
        : ((ScalarNode) node).getValue();
  }
}
