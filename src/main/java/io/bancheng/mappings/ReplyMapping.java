package io.bancheng.mappings;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Kind;
import io.bancheng.canonical.UnknownCode;
import io.bancheng.mappings.ReplyTable.Paging;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what one department's system replies in its own words; safe for any number of threads. */
public final class ReplyMapping {
  /** The media type of one reply that was taken out of a document. */
  public static final String ITEM = "application/vnd.bancheng.reply-item+json";

  private final ReplyTable table;
  private final ReadingLimits limits;

  ReplyMapping(ReplyTable table, ReadingLimits limits) {
    this.table = table;
    this.limits = limits;
  }

  /** Whether a document of the department holds any number of replies; a table does. */
  public boolean takesApart() {
    return table.items() != null || table.source() == SourceFormat.CSV;
  }

  /**
   * The replies in a document, each as JSON of its own; none if the document lists none. Every row
   * of a table is one.
   *
   * @throws Unacceptable UNREADABLE if it is not of the format, INVALID if it is not accepted
   */
  public List<byte[]> items(byte[] raw, String contentType) {
    return items(tree(raw, contentType));
  }

  /** In which zone times without one are meant. */
  public ZoneId zone() {
    return table.zone();
  }

  /** Whether a page says where the next one is. */
  public boolean tellsNext() {
    return table.paging() != null && table.paging().next() != null;
  }

  /**
   * A page of what its system says when it is asked.
   *
   * @throws Unacceptable UNREADABLE if it is not of the format, INVALID if it is not accepted
   */
  public Page page(byte[] raw, String contentType) {
    Object tree = tree(raw, contentType);
    var replies = items(tree);
    try {
      var paging = table.paging() == null ? new Paging(null, null) : table.paging();
      return new Page(
          replies,
          paging.cursor() == null ? List.of() : list(paging.cursor().on(tree)),
          tellsNext() ? Functions.text(paging.next().on(tree)) : null,
          tellsNext(),
          table.zone());
    } catch (Expression.Failed e) {
      throw new Unacceptable(Kind.INVALID, "Its place among the pages cannot be found.");
    }
  }

  private List<byte[]> items(Object tree) {
    try {
      return list(table.items() == null ? tree : table.items().on(tree)).stream()
          .map(Replies::json)
          .toList();
    } catch (Expression.Failed e) {
      throw new Unacceptable(Kind.INVALID, "Its list of replies cannot be found.");
    }
  }

  private static List<?> list(Object found) {
    return found instanceof List<?> several ? several : found == null ? List.of() : List.of(found);
  }

  /**
   * One reply.
   *
   * @throws Unacceptable UNREADABLE, INVALID with every fault, or UNKNOWN_CODE if a code list lacks
   *     a code
   */
  public Reply read(byte[] raw, String contentType, DepartmentId department) {
    Object tree =
        ITEM.equals(contentType) ? SourceJson.read(raw, null, limits) : tree(raw, contentType);
    var failed = new ArrayList<String>();
    var said = new ReplyFields(values(tree, failed), table.zone());
    failed.forEach(name -> said.fault(name, "cannot be made from this message"));
    try {
      return Replies.read(said, department);
    } catch (Unacceptable e) {
      throw said.unknown().isEmpty() ? e : e.because(codes(department, said.unknown()));
    }
  }

  /**
   * What the codes of that list may mean: the words of the fields that are asked of it; empty if
   * none of them has words of the hub's.
   */
  public Set<String> meanings(String list) {
    return table.reply().entrySet().stream()
        .filter(entry -> entry.getValue().lookups().contains(list))
        .flatMap(entry -> Replies.words(entry.getKey()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  ReplyTable table() {
    return table;
  }

  private Object tree(byte[] raw, String contentType) {
    Object tree =
        table.source() == SourceFormat.CSV
            ? SourceCsv.rows(raw, contentType)
            : table.source().read(raw, contentType, limits).tree();
    if (table.accepts() != null && !table.accepts().of(tree)) {
      throw new Unacceptable(Kind.INVALID, table.accepts().message());
    }
    return tree;
  }

  private Map<String, Object> values(Object tree, List<String> failed) {
    var values = new LinkedHashMap<String, Object>();
    table
        .reply()
        .forEach(
            (name, field) -> {
              try {
                values.put(name, field.expression().on(tree));
              } catch (Expression.Failed e) {
                failed.add(name);
              }
            });
    return values;
  }

  private List<UnknownCode> codes(DepartmentId department, Map<String, String> unknown) {
    return unknown.entrySet().stream()
        .map(e -> code(department, e.getKey(), e.getValue()))
        .toList();
  }

  private UnknownCode code(DepartmentId department, String field, String code) {
    return new UnknownCode(department, table.name(), table.missing(field, code), field, code);
  }
}
