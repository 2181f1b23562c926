package io.bancheng.security;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * At which paths channels and departments post their messages.
 *
 * @param codes the channels' codes by the paths of their own that some have, as they are now
 */
public record ChannelPaths(Supplier<Map<String, String>> codes) {
  private static final Pattern CASES =
      Pattern.compile("/api/v1/channels/([^/]+)/(?:cases|messages)");
  private static final Pattern REPLIES = Pattern.compile("/api/v1/departments/[^/]+/replies");

  /** Whether a connected system posts messages there, whose body only its mapping reads. */
  boolean entrance(String path) {
    return channel(path).isPresent() || REPLIES.matcher(path).matches();
  }

  /** The code of the channel that posts there, if it is an entrance. */
  Optional<String> channel(String path) {
    var cases = CASES.matcher(path);
    return cases.matches()
        ? Optional.of(cases.group(1))
        : Optional.ofNullable(codes.get().get(path));
  }
}
