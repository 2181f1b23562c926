package io.bancheng.config;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.StaffAccount;
import io.bancheng.canonical.StaffDirectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who works here and may do what: {@code config/staff.yaml}. Their keys are files, as all are. */
public final class StaffFile implements StaffDirectory {
  static final String FILE = "config/staff.yaml";
  private static final List<String> ROLES =
      Arrays.stream(Role.values()).filter(Role::held).map(Role::name).toList();

  private final Map<String, StaffAccount> accounts;

  private StaffFile(Map<String, StaffAccount> accounts) {
    this.accounts = Map.copyOf(accounts);
  }

  @Override
  public Optional<StaffAccount> find(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** The system ids of all accounts, in order. */
  public List<String> ids() {
    return accounts.keySet().stream().sorted().toList();
  }

  /** Their names in the file. */
  Set<String> names() {
    return accounts.keySet().stream()
        .map(id -> id.replaceFirst("^staff\\.", ""))
        .collect(Collectors.toUnmodifiableSet());
  }

  static StaffFile read(
      ConfigFiles files, Regions regions, Departments departments, Findings findings) {
    var reader = new Reader(regions, departments, findings);
    var accounts = new LinkedHashMap<String, StaffAccount>();
    YamlTree.read(files.need(FILE, findings), findings)
        .keys("accounts")
        .need("accounts")
        .entries()
        .forEach((name, at) -> accounts.put("staff." + name, reader.account(name, at)));
    return new StaffFile(accounts);
  }

  /** What an account may refer to. */
  private record Reader(Regions regions, Departments departments, Findings findings) {
    StaffAccount account(String name, YamlTree at) {
      if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
        at.problem(
            "\"%s\" cannot name an account.".formatted(name),
            "Use small letters, digits and hyphens, a letter first.");
      }
      at.keys("roles", "regions", "departments");
      return new StaffAccount(
          "staff." + name,
          roles(at.need("roles")),
          at.need("regions").items().stream().map(this::region).toList(),
          speaksFor(at));
    }

    private Set<Role> roles(YamlTree at) {
      var roles = new LinkedHashSet<Role>();
      at.items().forEach(item -> roles.add(role(item)));
      var apart = new ArrayList<>(roles);
      apart.removeIf(role -> !role.administers());
      if (apart.size() > 1) {
        at.problem(
            "%s are in one hand.".formatted(apart),
            "Keep operations, accounts and audit apart: an account each.");
      }
      return roles;
    }

    private Role role(YamlTree at) {
      String word = at.text(ROLES);
      if (!ROLES.contains(word)) {
        findings.unknown(at.place(), "role", word, ROLES, "");
        return Role.WINDOW_CLERK;
      }
      return Role.valueOf(word);
    }

    private String region(YamlTree at) {
      String code = at.text();
      if (!regions.knows(code)) {
        findings.unknown(
            at.place(),
            "region",
            code,
            regions.codes(),
            "Regions stand in config/tables/regions.csv.");
      }
      return code;
    }

    private Set<DepartmentId> speaksFor(YamlTree at) {
      var own = new LinkedHashSet<DepartmentId>();
      at.find("departments").map(YamlTree::items).orElse(List.of()).forEach(item -> add(item, own));
      return own;
    }

    private void add(YamlTree item, Set<DepartmentId> own) {
      try {
        var id = DepartmentId.parse(item.text());
        own.add(id);
        if (departments.inCharge(id.type(), id.region()).filter(id::equals).isEmpty()) {
          item.problem(
              "there is no department %s.".formatted(id),
              "Write region:type, see tables/regions.csv and tables/departments.csv.");
        }
      } catch (IllegalArgumentException e) {
        item.problem(e.getMessage() + ".", "Write it so.");
      }
    }
  }
}
