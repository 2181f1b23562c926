package io.bancheng.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where the hub may call another system: by https, or by http on the same machine. */
final class OutsideAddress {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1\\]");
  private static final Pattern NEIGHBOURHOOD =
      Pattern.compile("169\\.254\\..*|\\[fe[89ab].*|0\\.0\\.0\\.0|100\\.100\\.100\\.200");

  private OutsideAddress() {}

  /** The address; one that may not be called is a finding. */
  static URI read(YamlTree at) {
    return read(at, at.text());
  }

  /** The same for the part of a value that is the address. */
  static URI read(YamlTree at, String text) {
    try {
      var url = new URI(text);
      if (!text.isEmpty()) {
        check(url, at);
      }
      return url;
    } catch (URISyntaxException e) {
      at.problem("\"%s\" is no address.".formatted(text), "Write it as https://host/path.");
      return null;
    }
  }

  private static void check(URI url, YamlTree at) {
    String host = url.getHost() == null ? "" : url.getHost();
    boolean local = "http".equals(url.getScheme()) && LOOPBACK.matcher(host).matches();
    if (host.isEmpty() || !"https".equals(url.getScheme()) && !local) {
      at.problem(
          "\"%s\" is not called by the hub.".formatted(url),
          "Write https://host/path; http only for localhost.");
    } else if (url.getRawUserInfo() != null) {
      at.problem("the address holds a user.", "Put the secret into its own file or variable.");
    } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
      at.problem("the address holds ? or #.", "Write it without; secrets go in a header.");
    } else if (NEIGHBOURHOOD.matcher(host).matches()) {
      at.problem("\"%s\" is not called by the hub.".formatted(host), "Name another host.");
    }
  }
}
