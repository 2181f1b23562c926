package io.bancheng.harness;

import io.bancheng.canonical.Seal;
import io.bancheng.security.CryptoSuite;
import io.bancheng.security.DataKeys;
import io.bancheng.security.SecretFile;
import io.bancheng.security.Vault;
import java.nio.file.Path;

/** The secrets that all nodes of one ledger have, put into a node's folder before it starts. */
public final class SharedSecrets {
  private SharedSecrets() {}

  /** Puts them into the folder of keys below {@code var}, unless it has some. */
  public static void into(Path var) {
    for (String name : new String[] {"hub.secret", "data-1.secret"}) {
      var file = new SecretFile(var.resolve("keys").resolve(name));
      if (!file.exists()) {
        file.write("of-all-test-nodes-" + name);
      }
    }
  }

  /** What opens the words in their ledger, with the keys below that folder. */
  public static Seal seal(Path var) {
    into(var);
    return new Vault(new DataKeys(var.resolve("keys")), CryptoSuite.INTL);
  }
}
