package io.bancheng.config;

import java.net.URI;
import java.util.Optional;

/**
 * The gateway that sends text messages to reporters (短信): {@code config/sms.yaml}, if there is one.
 *
 * @param url where messages are posted
 * @param dailyCap how many messages one number gets in a day at most
 */
public record SmsGateway(URI url, int dailyCap) {
  /** The gateway's system id: its key is for receipts, its secret opens the gateway. */
  public static final String SYSTEM = "sms";

  static final String FILE = "config/sms.yaml";
  private static final int MOST = 100;

  static Optional<SmsGateway> read(ConfigFiles files, Findings findings) {
    if (!there(files)) {
      return Optional.empty();
    }
    var root = YamlTree.read(files.need(FILE, findings), findings).keys("url", "dailyCap");
    return Optional.of(
        new SmsGateway(
            OutsideAddress.read(root.need("url")), root.need("dailyCap").number(1, MOST)));
  }

  static boolean there(ConfigFiles files) {
    return files.paths().contains(FILE);
  }
}
