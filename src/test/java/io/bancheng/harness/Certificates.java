package io.bancheng.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates that vouch for themselves, made by the JDK's own keytool. */
public final class Certificates {
  public static final String PASSWORD = "of-the-test";

  private final Path folder;

  public Certificates(Path folder) {
    this.folder = folder;
  }

  /** A key store with a new key, and its certificate (PEM) beside it. */
  public Path make(String name) {
    Path store = folder.resolve(name + ".p12");
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "400",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD));
    keytool(
        List.of(
            "-exportcert",
            "-rfc",
            "-alias",
            name,
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD,
            "-file",
            pem(name).toString()));
    return store;
  }

  public Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  /** A store with that certificate alone, for those who believe it. */
  public Path trust(String name) {
    Path store = folder.resolve(name + ".trust.p12");
    keytool(
        List.of(
            "-importcert",
            "-noprompt",
            "-alias",
            name,
            "-file",
            pem(name).toString(),
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD));
    return store;
  }

  /**
   * What a client is made with that believes that server.
   *
   * @param own its key; null shows none
   */
  public SSLContext client(Path own, Path believed) {
    return server(own, believed);
  }

  /** What a server with that key, which believes that client, is made with. */
  public SSLContext server(Path own, Path believed) {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own == null ? null : load(own), own == null ? null : PASSWORD.toCharArray());
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(believing(load(believed)));
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore load(Path store) throws GeneralSecurityException {
    try (var in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore believing(KeyStore keys) throws GeneralSecurityException {
    try {
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      String alias = keys.aliases().nextElement();
      trusted.setCertificateEntry(alias, keys.getCertificate(alias));
      return trusted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keytool(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
