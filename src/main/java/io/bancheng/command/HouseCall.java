package io.bancheng.command;

import static io.bancheng.command.Diagnosis.bad;
import static io.bancheng.command.Diagnosis.ok;
import static io.bancheng.command.Diagnosis.warn;

import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Proof;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.security.PrivateDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be seen on this machine: Java, folders, rights, space, operators' files, keys. */
final class HouseCall {
  private static final int OLDEST_JAVA = 17;
  private static final long GIB = 1L << 30;
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Installation here;
  private final Clock clock;
  private final List<Diagnosis> found = new ArrayList<>();

  HouseCall(Installation here, Clock clock) {
    this.here = here;
    this.clock = clock;
  }

  List<Diagnosis> all() {
    java();
    var config = files();
    config.ifPresent(this::calendar);
    disk();
    rights();
    config.ifPresent(this::keys);
    config.ifPresent(this::certificates);
    listener();
    return found;
  }

  private void java() {
    var version = Runtime.version();
    found.add(
        version.feature() < OLDEST_JAVA
            ? bad("java", "Java " + version + " is too old.", "Install a JDK 17 or newer.")
            : ok(
                "java",
                "Java %s, %d MiB at most",
                version,
                Runtime.getRuntime().maxMemory() >> 20));
  }

  /** The operators' files as a starting hub would read them. */
  private Optional<HubConfig> files() {
    var folders = here.folders();
    int problems = Found.in(folders).problems().size();
    found.add(
        problems > 0
            ? bad(
                "files",
                problems + " problem(s) in the operators' files.",
                "bin/hub check lists them.")
            : ok("files", "config/, routes/ and mappings/ are in order"));
    try {
      return Optional.of(ConfigLoader.load(folders.config(), folders.mappings(), folders.routes()));
    } catch (Problems e) {
      return Optional.empty();
    }
  }

  private void calendar(HubConfig config) {
    var missing = config.calendars().missing(clock.instant());
    found.add(
        missing.isEmpty()
            ? ok(
                "calendar",
                "the holidays of this year and the coming one are here as far as needed")
            : warn(
                "calendar",
                "The holidays of %s are not here; due times in it are provisional."
                    .formatted(missing),
                "Add config/calendars/%d.yaml from the State Council's notice."
                    .formatted(missing.get(0))));
  }

  private void disk() {
    Path at = Files.exists(here.var()) ? here.var() : here.var().toAbsolutePath().getParent();
    try {
      var store = Files.getFileStore(at);
      long free = store.getUsableSpace();
      long percent = free * 100 / Math.max(1, store.getTotalSpace());
      String what = "%d GiB (%d %%) free for %s".formatted(free / GIB, percent, here.var());
      found.add(
          free < GIB || percent < 5
              ? bad("disk", what + ".", "Make room: a full disk stops broker and database.")
              : percent < 10
                  ? warn("disk", what + ".", "Make room soon.")
                  : ok("disk", "%s", what));
    } catch (IOException e) {
      found.add(bad("disk", at + " cannot be looked at: " + e, "Set BANCHENG_VAR to a folder."));
    }
  }

  private void rights() {
    Path var = here.var();
    if (!Files.exists(var)) {
      found.add(ok("folder", "%s is made when the hub starts first", var));
    } else if (!Files.isWritable(var)) {
      found.add(
          bad("folder", var + " cannot be written to.", "Give it to the user who runs the hub."));
    } else {
      found.add(ok("folder", "%s may be written to", var));
    }
    open(here.keys())
        .forEach(
            file ->
                found.add(
                    bad("folder", file + " can be read by others.", "chmod 600 \"" + file + "\"")));
  }

  private static List<Path> open(Path keys) {
    if (!Files.isDirectory(keys) || !PrivateDirectory.hasPosixModes(keys)) {
      return List.of();
    }
    try (var files = Files.list(keys)) {
      return files
          .filter(Files::isRegularFile)
          .filter(HouseCall::secret)
          .filter(HouseCall::loose)
          .toList();
    } catch (IOException e) {
      return List.of(keys);
    }
  }

  private static boolean secret(Path file) {
    return file.toString().matches(".*\\.(key|secret|p12)");
  }

  private static boolean loose(Path file) {
    try {
      return !OWNERS.containsAll(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      return true;
    }
  }

  private void keys(HubConfig config) {
    if (!Files.exists(here.keys())) {
      found.add(ok("keys", "every system gets its key when the hub starts first"));
      return;
    }
    var missing =
        config.systemIds().stream()
            .filter(id -> !Files.exists(here.keys().resolve(id + ".key")))
            .toList();
    found.add(
        missing.isEmpty()
            ? ok("keys", "%d systems and accounts have their keys", config.systemIds().size())
            : warn(
                "keys",
                "No key for " + String.join(", ", missing) + ".",
                "A running hub makes it; a revoked one comes back with bin/hub key rotate ID."));
  }

  /** Who has to show a certificate can do so only where the hub asks for it. */
  private void certificates(HubConfig config) {
    var owed =
        config.systemIds().stream()
            .filter(id -> config.proof(id) == Proof.CERTIFICATE)
            .collect(Collectors.joining(", "));
    if (!owed.isEmpty() && !here.asksForCertificates()) {
      found.add(
          bad(
              "certificates",
              owed + " has to show a certificate, and nobody asks for it: it cannot come in.",
              "Set server.ssl.client-auth: want, and server.ssl.trust-certificate."));
    }
  }

  private void listener() {
    boolean home;
    try {
      home = InetAddress.getByName(here.address()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      found.add(
          bad(
              "listener",
              here.address() + " is no address of this machine.",
              "Correct SERVER_ADDRESS."));
      return;
    }
    found.add(
        home || here.tls()
            ? ok(
                "listener",
                "HTTP on %s:%d%s",
                here.address(),
                here.port(),
                here.tls() ? " with TLS" : "")
            : warn(
                "listener",
                "HTTP on %s:%d without TLS.".formatted(here.address(), here.port()),
                "Configure server.ssl, or put a proxy that does TLS in front and listen on loopback."));
  }
}
