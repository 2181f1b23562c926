package io.bancheng.mappings;

import io.bancheng.canonical.ReplyOutcome;
import io.bancheng.canonical.ReplyOutcome.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What has become of a file of replies, for the department that left it: a spreadsheet with a line
 * about the file and one for every reply.
 *
 * @param file what the department calls the file
 */
public record ReplySheet(String file) {
  private static final Pattern FIELD = Pattern.compile("(?m)^/(\\w+):");

  public byte[] text(List<ReplyOutcome> outcomes) {
    String rows =
        outcomes.stream()
            .map(outcome -> CsvText.shown(cells(outcome)))
            .collect(Collectors.joining());
    return ResultSheet.written(CsvText.shown(about(outcomes)) + rows);
  }

  private List<String> about(List<ReplyOutcome> outcomes) {
    var counts = new LinkedHashMap<String, Integer>();
    outcomes.forEach(outcome -> counts.merge(result(outcome.result()), 1, Integer::sum));
    String counted =
        counts.entrySet().stream()
            .map(count -> count.getKey() + count.getValue())
            .collect(Collectors.joining("，"));
    return List.of("文件", file, "已处理", "", "共%d条：%s。".formatted(outcomes.size(), counted));
  }

  private List<String> cells(ReplyOutcome outcome) {
    int number = outcome.index() + 1;
    return List.of(
        String.valueOf(number),
        file + "#" + number,
        result(outcome.result()),
        outcome.caseNo() == null ? "" : outcome.caseNo() + "\t",
        note(outcome));
  }

  private static String result(Result result) {
    return switch (result) {
      case TAKEN -> "已登记";
      case RECORDED -> "已记录";
      case REPEATED -> "重复";
      case PARKED -> "未登记";
      case KEPT -> "待处理";
    };
  }

  private static String note(ReplyOutcome outcome) {
    return switch (outcome.result()) {
      case TAKEN, KEPT -> "";
      case RECORDED -> "来得过晚或次序不符，已留痕，办理状态未变";
      case REPEATED -> "此前已登记，未重复处理";
      case PARKED -> why(outcome);
    };
  }

  private static String why(ReplyOutcome outcome) {
    String fields =
        FIELD
            .matcher(outcome.detail() == null ? "" : outcome.detail())
            .results()
            .map(MatchResult::group)
            .map(found -> found.substring(1, found.length() - 1))
            .distinct()
            .collect(Collectors.joining("、"));
    return words(outcome.code()) + (fields.isEmpty() ? "" : "：" + fields) + "；已留存待人工处理";
  }

  private static String words(String code) {
    return switch (code == null ? "" : code) {
      case "UNREADABLE" -> "无法读取";
      case "INVALID" -> "缺少必填内容或内容不符合要求";
      case "UNKNOWN_CODE" -> "含有未登记的代码";
      case "UNKNOWN_SUBJECT" -> "没有找到这个转办件，或者它不由贵单位办理";
      case "NOT_ALLOWED" -> "转办件当前状态不允许这样办理";
      case "CONFLICT" -> "与已登记的内容不一致";
      default -> "多次处理失败";
    };
  }
}
