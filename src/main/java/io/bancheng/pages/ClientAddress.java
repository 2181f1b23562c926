package io.bancheng.pages;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom a request counts against: an IPv4 address, or the /64 that one subscriber has in IPv6 (RFC
 * 6177).
 */
final class ClientAddress {
  private static final int LONGEST = 45;

  private ClientAddress() {}

  static String of(String remote) {
    return remote.indexOf(':') >= 0 ? network(remote) : cut(remote);
  }

  /** What holds a colon is never looked up as a name. */
  private static String network(String remote) {
    try {
      var address = InetAddress.getByName(remote);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "/64"
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      return cut(remote);
    }
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
