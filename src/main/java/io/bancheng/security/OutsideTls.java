package io.bancheng.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How the hub shows who it is to other people's servers over TLS, and whom of them it believes: the
 * certificate it was given is {@code <system>.client.p12} in the folder of keys, its password the
 * system's secret {@code client}.
 */
public final class OutsideTls {
  private static final String PURPOSE = "client";

  private final OutsideSecrets secrets;
  private final Path var;

  /**
   * @param var {@code $BANCHENG_VAR}
   */
  public OutsideTls(OutsideSecrets secrets, Path var) {
    this.secrets = secrets;
    this.var = var.toAbsolutePath().normalize();
  }

  /**
   * What TLS connections to a system are made with.
   *
   * @param system e.g. {@code department.340882.wjw}
   * @param client whether the hub shows its certificate
   * @param authority a file below {@code $BANCHENG_VAR} with the certificates (PEM) that vouch for
   *     the server; public ones do where it is empty
   * @throws KeyException if one of the files cannot be used
   */
  public SSLContext context(String system, boolean client, Optional<String> authority) {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      if (client) {
        keys.init(store(system), password(system));
      } else {
        keys.init(null, null);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authority.isPresent() ? trusted(var.resolve(authority.get())) : null);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new KeyException("certificate-unusable", system + ": " + e.getMessage() + ".", e);
    }
  }

  /** Until when the certificate is valid that the hub shows to a system; empty if it has none. */
  public Optional<Instant> expires(String system) {
    if (!Files.exists(file(system))) {
      return Optional.empty();
    }
    try {
      var store = store(system);
      return Collections.list(store.aliases()).stream()
          .map(alias -> certificate(store, alias))
          .filter(X509Certificate.class::isInstance)
          .map(certificate -> ((X509Certificate) certificate).getNotAfter().toInstant())
          .min(Instant::compareTo);
    } catch (GeneralSecurityException e) {
      throw new KeyException("certificate-unusable", system + ": " + e.getMessage() + ".", e);
    }
  }

  private KeyStore store(String system) {
    try (var in = Files.newInputStream(file(system))) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, password(system));
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyException(
          "certificate-unusable",
          file(system) + ": cannot be read. Write a PKCS12 file and its password there.",
          e);
    }
  }

  private static KeyStore trusted(Path file) {
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyException(
          "authority-unusable", file + ": cannot be read. Write certificates in PEM there.", e);
    }
  }

  private static Certificate certificate(KeyStore store, String alias) {
    try {
      return store.getCertificate(alias);
    } catch (GeneralSecurityException e) {
      throw new KeyException("certificate-unusable", alias + ": " + e.getMessage() + ".", e);
    }
  }

  private char[] password(String system) {
    return secrets.need(system, PURPOSE).toCharArray();
  }

  private Path file(String system) {
    return var.resolve("keys").resolve(system + ".client.p12");
  }
}
