package io.bancheng.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on loopback whose user {@code hub} sees one folder. */
public final class SftpBox implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final int port;

  public SftpBox(Path root, int port, String password) {
    this.port = port;
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(root.resolve("../host.key")));
    server.setPasswordAuthenticator(
        (user, given, s) -> user.equals("hub") && given.equals(password));
    server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
  }

  /** Lets this key in as well. */
  public SftpBox trusting(PublicKey key) {
    server.setPublickeyAuthenticator((user, given, session) -> given.equals(key));
    return this;
  }

  public SftpBox start() {
    try {
      server.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the line by which OpenSSH knows this server. */
  public void knownHosts(Path file) {
    try {
      var key = server.getKeyPairProvider().loadKey(null, KeyPairProvider.ECDSA_SHA2_NISTP256);
      var any = key == null ? server.getKeyPairProvider().loadKeys(null).iterator().next() : key;
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(any.getPublic()) + "\n");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
