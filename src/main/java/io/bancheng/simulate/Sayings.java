package io.bancheng.simulate;

import io.bancheng.config.HubConfig;
import io.bancheng.config.RoutingPhrase;
import java.util.List;

/** What people say at the window: the phrases beside the routing rules, and what fits no rule. */
final class Sayings {
  /** Each hits an exclusion rule as shipped; a person looks at it. */
  private static final List<String> EXCLUDED =
      List.of(
          "法院已经开庭，执行局一直不给执行，请你们处理。",
          "劳动仲裁的结果我不服，请求重新认定。",
          "我已经上访两次，信访局已受理，一直没有结果。",
          "网购的冰箱坏了商家不退款，请帮忙处理。",
          "邻居占了我家的通道，彩礼也不退，请求调解。");

  private static final List<String> URGENT =
      List.of("小区燃气泄漏，物业和燃气公司都说不归自己管。", "桥下电箱着火后没人修，路过的人有生命危险。");

  private static final List<String> NO_RULE = List.of("我要反映一个疑难的问题，见面再说。", "有个事情办不成，电话里说不清楚。");

  private final List<String> phrases;

  /** Something that somebody says. */
  record Saying(String text, boolean tooShort) {}

  Sayings(HubConfig config) {
    var known = config.phrases().stream().map(RoutingPhrase::text).toList();
    this.phrases = known.isEmpty() ? NO_RULE : known;
  }

  Saying one(Chance chance) {
    return switch (chance.weighed(84, 5, 2, 5, 4)) {
      case 0 -> new Saying(chance.of(phrases), false);
      case 1 -> new Saying(chance.of(EXCLUDED), false);
      case 2 -> new Saying(chance.of(URGENT), false);
      case 3 -> new Saying(chance.of(NO_RULE), false);
      default -> new Saying("办不了", true);
    };
  }
}
