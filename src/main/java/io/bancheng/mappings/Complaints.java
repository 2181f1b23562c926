package io.bancheng.mappings;

import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.mappings.FieldTable.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says to the sender of a row which of its columns is at fault: those that the expression of the
 * faulty field looks at.
 */
final class Complaints {
  private static final int LONGEST_SHOWN = 30;
  private static final String FILE = "_file";

  private final List<Field> fields;
  private final Map<?, ?> row;

  Complaints(List<Field> fields, Object row) {
    this.fields = fields;
    this.row = (Map<?, ?>) row;
  }

  /** Each fault once, in Chinese. */
  List<String> about(Unacceptable refusal) {
    return refusal.faults().isEmpty()
        ? List.of(refusal.getMessage())
        : refusal.faults().stream().flatMap(this::about).distinct().toList();
  }

  private Stream<String> about(Fault fault) {
    var columns =
        fields.stream()
            .filter(field -> (fault.pointer() + "/").startsWith(field.pointer() + "/"))
            .flatMap(field -> asked(field).stream())
            .filter(column -> !column.startsWith("_") || column.equals(FILE))
            .toList();
    return columns.isEmpty()
        ? Stream.of("不符合要求: " + fault.pointer())
        : columns.stream().map(this::about);
  }

  private String about(String column) {
    if (column.equals(FILE)) {
      return "文件名 过长或无法识别";
    }
    String cell = row.containsKey(column) ? row.get(column).toString() : "";
    if (cell.isEmpty()) {
      return column + " 未填写";
    }
    return cell.length() > LONGEST_SHOWN ? column + " 过长或无法识别" : column + " 无法识别: " + cell;
  }

  private Set<String> asked(Field field) {
    var asked = new LinkedHashSet<String>();
    try {
      field.expression().on(new Listening(row, asked));
    } catch (Expression.Failed e) {
      // what it asked for until then is what it failed on
    }
    return asked;
  }

  /** The row, noting what it is asked for. */
  private static final class Listening extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
    private final transient Set<String> asked;

    Listening(Map<?, ?> row, Set<String> asked) {
      this.asked = asked;
      row.forEach((column, cell) -> put(column.toString(), cell));
    }

    @Override
    public Object get(Object column) {
      asked.add(column.toString());
      return super.get(column);
    }
  }
}
