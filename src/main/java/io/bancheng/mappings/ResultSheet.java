package io.bancheng.mappings;

import io.bancheng.canonical.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of a file for its sender: a spreadsheet with a line about the file and one for every
 * row. UTF-8 with a mark, so that Excel shows it right; nothing in it can become a formula.
 *
 * @param file what the sender calls the file
 * @param repeated the same content was worked through before
 */
public record ResultSheet(String file, Sheet sheet, boolean repeated) {
  private static final List<String> HEADER = List.of("行号", "位置", "结果", "编号", "说明");
  private static final Map<Character, String> DELIMITERS =
      Map.of(',', "逗号", ';', "分号", '\t', "制表符");

  /**
   * One row and what has become of it.
   *
   * @param complaints what is wrong with it, if it was refused
   */
  public record Line(Sheet.Row row, Outcome outcome, List<String> complaints) {}

  /** The whole file was refused. */
  public static byte[] refused(String file, String why) {
    return written(CsvText.shown(List.of("文件", file, "未接收", "", why)));
  }

  public byte[] text(List<Line> lines) {
    String rows =
        lines.stream().map(line -> CsvText.shown(cells(line))).collect(Collectors.joining());
    return written(CsvText.shown(about(lines)) + rows);
  }

  private List<String> about(List<Line> lines) {
    var counts = new LinkedHashMap<String, Integer>();
    lines.forEach(line -> counts.merge(result(line.outcome()), 1, Integer::sum));
    String counted =
        counts.entrySet().stream()
            .map(count -> count.getKey() + count.getValue())
            .collect(Collectors.joining("，", "：", ""));
    String note =
        (repeated ? "内容相同的文件此前已处理，本次未重复登记。" : "")
            + "共%d行%s。编码%s，分隔符为%s。"
                .formatted(
                    lines.size(),
                    lines.isEmpty() ? "" : counted,
                    sheet.encoding(),
                    DELIMITERS.get(sheet.delimiter()))
            + (sheet.unknown().isEmpty()
                ? ""
                : "未识别的列已原样保留：" + String.join("、", sheet.unknown()) + "。");
    return List.of("文件", file, repeated ? "重复" : "已处理", "", note);
  }

  private List<String> cells(Line line) {
    var outcome = line.outcome();
    return List.of(
        String.valueOf(line.row().number()),
        file + ":" + line.row().line(),
        result(outcome),
        outcome.caseNo() == null ? "" : outcome.caseNo() + "\t",
        note(line));
  }

  private String result(Outcome outcome) {
    boolean taken = outcome.kind() == Outcome.Kind.TAKEN;
    return repeated && taken ? "重复" : first(outcome);
  }

  private static String first(Outcome outcome) {
    return switch (outcome.kind()) {
      case TAKEN -> taken(outcome);
      case REPEATED -> "重复";
      case NOTHING -> "不作处理";
      case CONFLICT -> "内容冲突";
      case REFUSED -> "行错误";
      case FAILED, OPEN -> "处理失败";
    };
  }

  private static String taken(Outcome outcome) {
    if (outcome.status() == null) {
      return "受理";
    }
    return switch (outcome.status()) {
      case PENDING_INFO -> "待补充";
      case SCREENING -> outcome.suspected() ? "疑似重复" : "待人工研判";
      case MERGED -> "已并案";
      default -> "受理";
    };
  }

  private String note(Line line) {
    var outcome = line.outcome();
    return switch (outcome.kind()) {
      case TAKEN -> (repeated ? "此前已登记：" : "") + stands(outcome);
      case REPEATED -> "此前已登记，内容相同。" + stands(outcome);
      case NOTHING -> "已留存，无需办理";
      case CONFLICT -> "该行编号此前已登记为其他内容，未作更改；已留存待人工处理";
      case REFUSED -> String.join("；", line.complaints());
      case FAILED, OPEN -> "多次处理失败，已留存待人工处理";
    };
  }

  private static String stands(Outcome outcome) {
    if (outcome.status() == null) {
      return "";
    }
    return switch (outcome.status()) {
      case PENDING_INFO -> "内容过短或地点不明，请补充";
      case SCREENING -> outcome.suspected() ? "同一反映人有同类未办结事项，待人工确认" : "待人工研判";
      default -> outcome.status().zh();
    };
  }

  static byte[] written(String lines) {
    return ("\uFEFF" + CsvText.line(HEADER) + lines).getBytes(StandardCharsets.UTF_8);
  }
}
