package io.bancheng.security;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All keys as they were at one moment, digested. */
final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  private final Map<String, KeyFolder.FileLook> looks;
  private final Map<String, Set<SecretDigest>> bySystem;
  private final Map<SecretDigest, String> owners;

  private KeyRing(Map<String, KeyFolder.FileLook> looks, Map<String, Set<SecretDigest>> bySystem) {
    this.looks = looks;
    this.bySystem = bySystem;
    this.owners = owners(bySystem);
  }

  static KeyRing read(KeyFolder folder) {
    // looks first: what changes while we read is then noticed the next time
    Map<String, KeyFolder.FileLook> looks = folder.looks();
    Map<String, Set<SecretDigest>> bySystem = new HashMap<>();
    for (String id : folder.ids()) {
      Set<SecretDigest> valid = new LinkedHashSet<>();
      digest(folder.current(id)).ifPresent(valid::add);
      digest(folder.previous(id)).ifPresent(valid::add);
      bySystem.put(id, valid);
    }
    return new KeyRing(looks, bySystem);
  }

  /** The systems whose keys are other ones than they were in that ring. */
  Set<String> changedSince(KeyRing before) {
    var ids = new TreeSet<>(bySystem.keySet());
    ids.addAll(before.bySystem.keySet());
    ids.removeIf(id -> Objects.equals(bySystem.get(id), before.bySystem.get(id)));
    return ids;
  }

  boolean isStill(Map<String, KeyFolder.FileLook> now) {
    return looks.equals(now);
  }

  boolean has(String systemId) {
    return bySystem.containsKey(systemId);
  }

  boolean opens(String systemId, String secret) {
    SecretDigest shown = SecretDigest.of(secret);
    boolean opens = false;
    for (SecretDigest valid : bySystem.getOrDefault(systemId, Set.of())) {
      opens |= valid.equals(shown);
    }
    return opens;
  }

  Optional<String> owner(String secret) {
    return Optional.ofNullable(owners.get(SecretDigest.of(secret)));
  }

  /** A secret that two systems share says nothing about who calls, so it belongs to nobody. */
  private static Map<SecretDigest, String> owners(Map<String, Set<SecretDigest>> bySystem) {
    Map<SecretDigest, String> owners = new HashMap<>();
    Set<SecretDigest> shared = new HashSet<>();
    bySystem.forEach(
        (id, digests) -> {
          for (SecretDigest digest : digests) {
            String other = owners.putIfAbsent(digest, id);
            if (other != null) {
              shared.add(digest);
              LOG.error("{} and {} have the same secret. bin/hub key rotate {}", other, id, id);
            }
          }
        });
    owners.keySet().removeAll(shared);
    return owners;
  }

  private static Optional<SecretDigest> digest(SecretFile file) {
    try {
      return file.read().map(SecretDigest::of);
    } catch (KeyException e) {
      LOG.error("{} Until then its system cannot log in.", e.getMessage(), e.getCause());
      return Optional.empty();
    }
  }
}
