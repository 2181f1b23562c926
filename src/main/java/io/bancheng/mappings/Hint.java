package io.bancheng.mappings;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * By what a leaf of a source may be known to be a field of the canonical form.
 *
 * @param target where it goes
 * @param names what it is called, in small letters without separators
 * @param value what it looks like
 * @param expression how its value is made, with {@code %s} for the path
 * @param words the field's words by those that people use, if it takes words only
 */
record Hint(
    String target, Pattern names, Pattern value, String expression, Map<String, String> words) {
  private static final String TIME = "\\d{4}[-/年.]?\\d{1,2}[-/月.]?\\d{1,2}.*|\\d{10}|\\d{13}";
  private static final String REGION = "\\d{6}|\\d{9}|\\d{12}|[\\p{IsHan}]{2,20}";
  private static final String PHONE = "[+\\d][\\d\\s()-]{6,19}";
  private static final String ANY = "(?s).*";

  /** In the order in which they choose. */
  static final List<Hint> ALL =
      List.of(
          hint(
              "demand.sourceDueAt",
              "deadline|due(time|date|at)?|.*期限|.*时限|截止.*",
              TIME,
              "$dueTime(%s)"),
          hint(
              "demand.reportedAt",
              "(report|call|appeal|accept|register|occur)(ed)?(time|date|at)|(来电|反映|诉求|受理|登记|提交)(时间|日期)",
              TIME,
              "$localTime(%s)"),
          hint(
              "envelope.sentAt",
              "(send|sent|push|submit|create|created)(time|date|at)?|time|timestamp|date|(推送|发送|创建)?(时间|日期)",
              TIME,
              "$localTime(%s)"),
          hint(
              "reporter.idNumber",
              "id(card|number|no|num)|cardno|sfzh|身份证(号码?)?|证件号码?",
              "\\d{17}[\\dXx]|\\d{15}|\\S*",
              "%s"),
          hint("reporter.uscc", "uscc|(social)?credit(code|no)|(统一社会)?信用代码", "[0-9A-Z]{18}|", "%s"),
          hint(
              "reporter.orgName",
              "(org|company|enterprise|firm|corp)(name)?|(单位|企业|公司|机构)(名称)?",
              ANY,
              "%s"),
          hint(
              "matter.applicationNo",
              "(apply|application|affair)(no|num|code)|(办件|申请|业务)(编号|号)",
              ANY,
              "%s"),
          hint(
              "envelope.sourceCaseId",
              "(work)?order(id|no|code|num|number)?|case(id|no|code)|(biz|serial|record|request|form)(id|no|code|num|number)|id|no|sn|guid|uuid|(工单|受理|诉求|案件|登记)?(编号|单号|流水号|序号)",
              ANY,
              "%s"),
          hint("demand.title", "(appeal|case|order)?(title|subject)|topic|.*标题|主题", ANY, "%s"),
          hint(
              "demand.content",
              "(appeal|case|order|demand|problem)?(content|text|detail|details|description|desc|body)|problem|.*内容|问题描述|详情",
              ANY,
              "%s"),
          hint("demand.expectation", "expect(ation|ed)?|wish|期望.*|希望.*|.*期望", ANY, "%s"),
          words(
              "demand.type",
              "(appeal|demand|case|order)?(type|kind)|(诉求|事件|工单)?(类型|类别)",
              Map.of(
                  "求助",
                  "HELP",
                  "投诉",
                  "COMPLAINT",
                  "举报",
                  "REPORT",
                  "建议",
                  "SUGGESTION",
                  "咨询",
                  "CONSULTATION")),
          words(
              "demand.urgencyReported",
              "urgen(t|cy)|(urgency|priority)(level)?|level|紧急程度|是否紧急",
              Map.of("一般", "NORMAL", "普通", "NORMAL", "紧急", "URGENT", "特急", "EXTRA_URGENT")),
          words(
              "reporter.gender",
              "sex|gender|xb|性别",
              Map.of("男", "MALE", "女", "FEMALE", "未知", "UNKNOWN")),
          hint(
              "reporter.name",
              "((user|reporter|caller|contact|applicant|citizen|person|linkman|real)(name)?)|name|xm|(反映人|来电人|诉求人|申请人|联系人)?姓名|反映人|来电人|诉求人|联系人",
              "\\P{Digit}{1,40}",
              "%s"),
          hint(
              "reporter.confidential",
              "(is)?(secret|confidential|private)|(是否)?保密",
              ANY,
              "$yes(%s)"),
          hint(
              "location.regionCode",
              "(region|area|district|county|city|division)(code|id|no)?|xzqh.*|(行政)?区划(代码|编码)?|(所属)?(区域|地区|区县)",
              REGION,
              "%s"),
          hint(
              "location.address",
              "(event|occur|accident|problem|case)(address|addr|place|location)|(事发|事件|问题)(地址|地点)",
              ANY,
              "%s"),
          hint(
              "reporter.address",
              "(home|user|contact|living)?(address|addr)|住址|(家庭|联系)?地址",
              ANY,
              "%s"),
          hint("matter.matterCode", "(matter|item|service)(code|id|no)|事项(编码|代码)", ANY, "%s"),
          hint(
              "matter.matterName",
              "(matter|item|service|business)(name)?|(办理|申请)?事项(名称)?",
              ANY,
              "%s"),
          hint(
              "matter.reportedDept",
              "(reported|target|related)?(dept|department)(name)?|(涉及|责任|被反映)?(部门|单位)",
              ANY,
              "%s"),
          hint(
              "matter.visitCount",
              "times|(visit|run)(times|count|num)|(跑|往返)?(动|了)?次数",
              ANY,
              "$howOften(%s)"));

  /** Every leaf that looks like a way to reach somebody; they go into one list. */
  static final Hint CONTACT =
      hint(
          "reporter.contacts",
          "(user|reporter|caller|contact|link|call|mobile|cell|tele?)?(phone|mobile|tel|telephone|cellphone|number)(no|num|number)?|mail|email|sjh|lxdh|(联系|来电)?(电话|手机|号码)(号码?)?|(电子)?邮箱",
          PHONE + "|\\S+@\\S+|",
          "%s");

  private static Hint hint(String target, String names, String value, String expression) {
    return new Hint(target, Pattern.compile(names), Pattern.compile(value), expression, Map.of());
  }

  private static Hint words(String target, String names, Map<String, String> words) {
    return new Hint(target, Pattern.compile(names), Pattern.compile(ANY), "", Map.copyOf(words));
  }

  /** Whether a leaf of that name and value is this field. */
  boolean fits(Leaf leaf) {
    return names.matcher(leaf.plainName()).matches()
        && value.matcher(leaf.value()).matches()
        && (words.isEmpty() || words.containsKey(leaf.value()));
  }

  /** What the lookup is called that holds the words. */
  String lookup() {
    return target.substring(target.indexOf('.') + 1);
  }

  String expression(Leaf leaf) {
    return words.isEmpty()
        ? expression.formatted(leaf.path())
        : "$%s(%s)".formatted(lookup(), leaf.path());
  }
}
