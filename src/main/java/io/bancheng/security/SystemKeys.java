package io.bancheng.security;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The secrets by which connected systems prove who they are, one file each in the folder of keys:
 * HTTP bearer key and broker password alike.
 *
 * <p>Files may be changed by another process ({@code bin/hub key}); that is noticed within two
 * seconds, and at once when somebody knocks with a secret that is not known yet. In memory there
 * are digests only. All methods may be called by many threads.
 */
public final class SystemKeys {
  private static final long LOOK_EVERY = Duration.ofSeconds(2).toNanos();

  private final KeyFolder folder;
  private volatile KeyRing ring;
  private volatile Consumer<String> changed = id -> {};
  private volatile long lookedAt;
  private volatile FileTime touched;

  /**
   * Reads the keys there are; makes the folder (mode 0700) when missing.
   *
   * @param folder {@code $BANCHENG_VAR/keys}
   */
  public SystemKeys(Path folder) {
    this.folder = new KeyFolder(folder);
    this.lookedAt = System.nanoTime();
    this.touched = this.folder.touched();
    this.ring = KeyRing.read(this.folder);
  }

  /** Whom to tell the id of a system whose key was put, replaced or deleted, by whomever. */
  public void onChange(Consumer<String> listener) {
    changed = listener;
  }

  /**
   * Gives a secret to each of these systems that has none. A revoked system that is still
   * configured gets a new one, which nobody knows yet.
   *
   * @return the ids that got one now, in the order given
   * @throws KeyException {@code key-id-invalid} before anything is written
   */
  public synchronized List<String> ensure(Collection<String> systemIds) {
    systemIds.forEach(folder::current);
    List<String> created = new ArrayList<>();
    for (String id : systemIds) {
      if (!folder.current(id).exists()) {
        folder.current(id).write(SecretFile.random());
        created.add(id);
      }
    }
    refresh();
    return List.copyOf(created);
  }

  /** The system's id when this secret is its own, the present or the previous one. */
  public Optional<String> authenticate(String systemId, String secret) {
    if (systemId == null || secret == null) {
      return Optional.empty();
    }
    refreshWhenDue();
    boolean opens = ring.opens(systemId, secret);
    if (!opens && refreshWhenTouched()) {
      opens = ring.opens(systemId, secret);
    }
    return opens ? Optional.of(systemId) : Optional.empty();
  }

  /** The system that this bearer key belongs to. */
  public Optional<String> authenticate(String secret) {
    if (secret == null) {
      return Optional.empty();
    }
    refreshWhenDue();
    Optional<String> owner = ring.owner(secret);
    return owner.isEmpty() && refreshWhenTouched() ? ring.owner(secret) : owner;
  }

  /** Whether one of the system's secrets, the present or the previous one, does it. */
  boolean proved(String systemId, Predicate<String> by) {
    return known(systemId)
        && Stream.of(folder.current(systemId), folder.previous(systemId))
            .flatMap(file -> file.read().stream())
            .anyMatch(by);
  }

  /**
   * Writes a new secret; the one before stays valid until the next rotate or revoke.
   *
   * @return the file with the new secret
   * @throws KeyException {@code key-unknown}
   */
  public synchronized Path rotate(String systemId) {
    SecretFile current = folder.current(systemId);
    folder.previous(systemId).write(current.read().orElseThrow(() -> unknown(systemId)));
    current.write(SecretFile.random());
    refresh();
    return current.path();
  }

  /**
   * Shuts the system out: neither secret is valid any more.
   *
   * @throws KeyException {@code key-unknown}
   */
  public synchronized void revoke(String systemId) {
    boolean previous = folder.previous(systemId).delete();
    boolean current = folder.current(systemId).delete();
    refresh();
    if (!current && !previous) {
      throw unknown(systemId);
    }
  }

  /** Whether a system of that id has a key; as fresh as what {@link #authenticate} knows. */
  boolean known(String systemId) {
    refreshWhenDue();
    return ring.has(systemId);
  }

  /** Who has a key, in the order of their ids. */
  public List<SystemKey> list() {
    return folder.ids().stream()
        .map(id -> new SystemKey(id, folder.created(id), folder.previous(id).exists()))
        .toList();
  }

  /**
   * Reads the keys again when a file looks different (time, size, inode) than it did.
   *
   * @return whether anything had changed
   */
  public synchronized boolean refresh() {
    lookedAt = System.nanoTime();
    touched = folder.touched();
    if (ring.isStill(folder.looks())) {
      return false;
    }
    var before = ring;
    ring = KeyRing.read(folder);
    ring.changedSince(before).forEach(changed);
    return true;
  }

  private void refreshWhenDue() {
    if (System.nanoTime() - lookedAt > LOOK_EVERY) {
      refresh();
    }
  }

  /** Guessing strangers must cost next to nothing: one look at the folder, not at every file. */
  private boolean refreshWhenTouched() {
    return !touched.equals(folder.touched()) && refresh();
  }

  private static KeyException unknown(String systemId) {
    return new KeyException(
        "key-unknown",
        "No key for \"" + systemId + "\". bin/hub key list shows the systems that have one.");
  }
}
