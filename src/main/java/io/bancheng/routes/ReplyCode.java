package io.bancheng.routes;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.security.HubSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;

/**
 * The code in the subject of a mail to a department, which only the hub can make: whoever answers
 * with it has the mail of that department about that assignment, whatever address he writes from.
 */
final class ReplyCode {
  private static final String PURPOSE = "department-mail";
  private static final int LENGTH = 24;

  private final HubSecret secret;

  ReplyCode(HubSecret secret) {
    this.secret = secret;
  }

  String of(DepartmentId department, String assignmentId) {
    return secret.hmac(PURPOSE, department + "/" + assignmentId).substring(0, LENGTH);
  }

  /** The one of these departments for which the code was made. */
  Optional<DepartmentId> owner(
      String code, String assignmentId, Collection<DepartmentId> departments) {
    return departments.stream()
        .filter(department -> equal(of(department, assignmentId), code))
        .findFirst();
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.UTF_8));
  }
}
