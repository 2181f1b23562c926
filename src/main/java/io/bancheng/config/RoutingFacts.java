package io.bancheng.config;

/**
 * What routing looks at; any of it may be null.
 *
 * @param channelCode the connected system's code in {@code config/channels}
 */
public record RoutingFacts(
    String title,
    String matterName,
    String sourceCategoryName,
    String content,
    String channelCode,
    String regionCode) {

  /** The folded title, matter name and source category. */
  String subject() {
    return Folding.foldAll(title, matterName, sourceCategoryName);
  }

  /** The folded title, content and matter name. */
  String full() {
    return Folding.foldAll(title, content, matterName);
  }
}
