package io.bancheng.mappings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells by its end whether a name is that of a company, a shop or another body. */
final class BodyNames {
  private static final String REMARK = "([（(][^（）()]*[）)])?";
  private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("ENTERPRISE", ending("公司|集团|.厂|银行|支行|酒店|宾馆"));
    KINDS.put("SELF_EMPLOYED", ending("个体户|个体工商户|经营部|商行|工作室|超市|.店|饭馆|餐馆|理发室"));
    KINDS.put(
        "ORGANIZATION",
        ending(
            "合作社|联合社|农场|协会|商会|学会|基金会|委员会|村委会|居委会|工作站|服务站|学校|小学|中学|大学|学院"
                + "|幼儿园|医院|卫生院|卫生室|诊所|养老院|敬老院|福利院|中心|研究院|研究所|村民组|社区|服务队"));
  }

  private BodyNames() {}

  /** The reporter type of a body of that name; nothing if it is a person's. */
  static Optional<String> typeOf(String name) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(name).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Pattern ending(String words) {
    return Pattern.compile(".{2,}(" + words + ")" + REMARK);
  }
}
