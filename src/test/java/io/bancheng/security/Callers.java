package io.bancheng.security;

import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import io.bancheng.canonical.StaffDirectory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** One caller of each kind, as the hub's door makes them of keys and accounts. */
public final class Callers {
  private static final List<Role> HELD = Arrays.stream(Role.values()).filter(Role::held).toList();

  private Callers() {}

  public static Map<String, Authentication> all() {
    var all = new LinkedHashMap<String, Authentication>();
    all.put(
        "nobody",
        new AnonymousAuthenticationToken(
            "key", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
    HELD.forEach(role -> all.put(role.name(), person(role)));
    Map.of(
            "channel", "channel.hotline",
            "other-channel", "channel.web",
            "department", "department.340882.ybj",
            "other-department", "department.341522.gaj",
            "sms", "sms",
            "platform", "events.platform")
        .forEach((who, id) -> all.put(who, KeyFilter.known(id, id2 -> Optional.empty())));
    return all;
  }

  /** Whom a word of the matrix stands for. */
  public static Stream<String> members(String word) {
    return switch (word) {
      case "anybody" -> all().keySet().stream();
      case "known" -> all().keySet().stream().filter(who -> !who.equals("nobody"));
      case "staff" -> HELD.stream().map(Role::name);
      case "-" -> Stream.empty();
      default -> Stream.of(word);
    };
  }

  private static Authentication person(Role role) {
    var account = new StaffAccount("staff.one", Set.of(role), List.of("340000"), Set.of());
    StaffDirectory directory = id -> Optional.of(account);
    return KeyFilter.known("staff.one", directory);
  }
}
