package io.bancheng.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Orders as a day brings them: many departments, many words, each under a number of its own. */
public final class OrderMix {
  /** For one department each, ten of them. */
  public static final List<OrderMix> SINGLE =
      List.of(
          of("340882", "异地就医备案失败", "异地就医备案在小程序上一直提示失败", "340882.ybj"),
          of("340882", "社保卡补办不了", "社保卡补办一直没有制出来", "340882.rsj"),
          of("340882", "婚姻登记系统显示已婚", "结婚登记系统显示已婚，其实已经离婚", "340882.mzj"),
          of("341322", "解押办不下来", "贷款已经还清，房屋解除抵押一直办不下来", "341322.bdc"),
          of("341322", "工伤认定没有结论", "工伤认定材料交了四个月没有结论", "341322.rsj"),
          of("341322", "小作坊食品许可", "小作坊食品许可现场核查一直没人来", "341322.scj"),
          of("341522", "身份证补办", "身份证丢失补办，窗口说系统不允许", "341522.gaj"),
          of("341522", "学籍转不过来", "孩子的学籍一直转不过来", "341522.jyj"),
          of("341522", "规划许可没人受理", "规划许可变更没人受理", "341522.zgj"),
          of("340202", "驾驶证换证失败", "驾驶证到期，在外地换证失败", "340202.jjzd"));

  /** For two departments together. */
  public static final List<OrderMix> JOINT =
      List.of(
          of("341522", "身份证号显示注销，学籍办不了", "孩子身份证号显示注销，入学以后学籍信息变更不了", "341522.gaj"),
          of("340882", "低保户住院报销", "低保户住院，医保报销没有按救助比例算", "340882.ybj"));

  private static final String FILLING = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜";

  private final String template;
  private final String content;
  private final String lead;

  private OrderMix(String template, String content, String lead) {
    this.template = template;
    this.content = content;
    this.lead = lead;
  }

  private static OrderMix of(String region, String title, String words, String lead) {
    String content = "来电人反映：" + words + "。请协助办理，来电序号@SAID@。@OWN@";
    var order = Orders.order("@CODE@", region, title, content);
    ((ObjectNode) order.get("data")).put("callerTel", "@TEL@");
    return new OrderMix(order.toString(), content, lead);
  }

  /**
   * The push of one order.
   *
   * @param said makes the text this order's own
   */
  public String body(String orderCode, String said) {
    return template
        .replace("@CODE@", orderCode)
        .replace("@TEL@", Orders.phone(orderCode))
        .replace("@SAID@", said)
        .replace("@OWN@", own(said));
  }

  /** What that order says. */
  public String content(String said) {
    return content.replace("@SAID@", said).replace("@OWN@", own(said));
  }

  /** Sixty signs of no meaning: texts of different people are not alike. */
  private static String own(String said) {
    var random = new Random(said.hashCode());
    return random
        .ints(60, 0, FILLING.length())
        .mapToObj(i -> FILLING.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** The department that leads it by the shipped rules, in dotted form. */
  public String lead() {
    return lead;
  }
}
