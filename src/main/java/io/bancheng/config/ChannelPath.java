package io.bancheng.config;

import java.util.Collection;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The path that a channel system already posts to, where it cannot be given the hub's own. */
final class ChannelPath {
  private static final Pattern FORM = Pattern.compile("/intake(/[a-z0-9][a-z0-9-]{0,39}){1,5}");

  private ChannelPath() {}

  /** The path, null if the file names none. */
  static String read(YamlTree root, boolean http) {
    var path = root.find("path");
    path.filter(at -> !FORM.matcher(at.text()).matches())
        .ifPresent(
            at ->
                at.problem(
                    "\"%s\" cannot be a channel's path.".formatted(at.text()),
                    "Write /intake/ and words of small letters, digits and hyphens."));
    path.filter(at -> !http)
        .ifPresent(at -> at.problem("a path without an entrance.", "Write http: true."));
    return path.map(YamlTree::text).orElse(null);
  }

  /** Two channels at one path could not be told apart. */
  static void distinct(Collection<ChannelConfig> channels, Findings findings) {
    var taken = new TreeMap<String, String>();
    for (ChannelConfig channel : channels) {
      String path = channel.in().path();
      String other = path == null ? null : taken.putIfAbsent(path, channel.code());
      if (other != null) {
        findings.add(
            new Place("config/channels/" + channel.code() + ".yaml", 1, 1),
            "the path %s is that of channel %s.".formatted(path, other),
            "Give each channel its own.");
      }
    }
  }
}
