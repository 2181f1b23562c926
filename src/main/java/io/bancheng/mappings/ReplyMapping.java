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

  /** Whether a document of the department holds any number of replies. */
  public boolean takesApart() {
    return table.items() != null;
  }

  /**
   * The replies in a document, each as JSON of its own; none if the document lists none.
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
          paging.next() == null ? null : Functions.text(paging.next().on(tree)),
          table.zone());
    } catch (Expression.Failed e) {
      throw new Unacceptable(Kind.INVALID, "Its place among the pages cannot be found.");
    }
  }

  private List<byte[]> items(Object tree) {
    try {
      var found = table.items() == null ? List.of(tree) : list(table.items().on(tree));
      return found.stream().map(Replies::json).toList();
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
      throw said.unknown().isEmpty() ? e : e.because(codes(said.unknown()));
    }
  }

  /** Whether a code list of the table has that code. */
  public boolean has(String lookup, String code) {
    return table.has(lookup, code);
  }

  ReplyTable table() {
    return table;
  }

  private Object tree(byte[] raw, String contentType) {
    Object tree = table.source().read(raw, contentType, limits).tree();
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

  private List<UnknownCode> codes(Map<String, String> unknown) {
    return unknown.entrySet().stream().map(e -> code(e.getKey(), e.getValue())).toList();
  }

  private UnknownCode code(String field, String code) {
    return new UnknownCode(table.name(), table.missing(field, code), field, code);
  }
}
