package io.bancheng;

import io.bancheng.attachments.AttachmentStore;
import io.bancheng.canonical.Deed;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.StaffLogins;
import io.bancheng.ledger.AnchorFile;
import io.bancheng.ledger.Anchors;
import io.bancheng.ledger.AppendOnly;
import io.bancheng.ledger.AuditTrail;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.ledger.Erasure;
import io.bancheng.ledger.Evidence;
import io.bancheng.ledger.Proposals;
import io.bancheng.ledger.Resealer;
import io.bancheng.ledger.SecretPrints;
import io.bancheng.ledger.StaffLoginTable;
import io.bancheng.security.DataKeys;
import io.bancheng.security.EvidenceKey;
import io.bancheng.security.HubSecret;
import io.bancheng.security.StaffPolicy;
import io.bancheng.security.SystemKeys;
import io.bancheng.security.Vault;
import java.time.Clock;
import java.util.TreeMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who did what, what was changed, and the proof of it; and the words that are kept sealed. */
@Configuration(proxyBeanMethods = false)
class EvidenceWiring {
  @Bean
  AuditTrail auditTrail(
      JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, HubSettings settings) {
    return new AuditTrail(jdbc, transaction, clock, settings.crypto().hash());
  }

  /** Keys are files: who changed one is known by who may write there. */
  @Bean
  SmartInitializingSingleton keyChanges(SystemKeys keys, AuditTrail audit) {
    return () -> keys.onChange(id -> audit.append(Deed.done("files", "KEY_CHANGED", id)));
  }

  @Bean
  ConfigVersions configVersions(
      JdbcTemplate jdbc, TransactionTemplate transaction, AuditTrail audit) {
    return new ConfigVersions(jdbc, transaction, audit);
  }

  @Bean
  Proposals proposals(
      JdbcTemplate jdbc, TransactionTemplate transaction, AuditTrail audit, StaffPolicy policy) {
    return new Proposals(
        jdbc, transaction, audit, new Proposals.Policy(policy.fourEyes(), policy.proposalsLast()));
  }

  @Bean
  Seal seal(
      DataKeys keys,
      HubSecret secret,
      HubSettings settings,
      JdbcTemplate jdbc,
      TransactionTemplate transaction) {
    var vault = new Vault(keys, settings.crypto());
    var prints = new TreeMap<String, String>();
    prints.put("hub.secret", secret.hmac("fingerprint", "").substring(0, 16));
    keys.prints().forEach((number, print) -> prints.put("data-" + number + ".secret", print));
    new SecretPrints(jdbc).agree(prints);
    new Resealer(jdbc, transaction, vault).afterUpgrade();
    return vault;
  }

  @Bean
  Anchors anchors(
      JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock, HubSettings settings) {
    var key = EvidenceKey.in(settings.keys(), settings.crypto());
    return new Anchors(jdbc, transaction, new Anchors.Parts(clock, key, settings.crypto().hash()));
  }

  @Bean
  AppendOnly appendOnly(JdbcTemplate jdbc) {
    return new AppendOnly(jdbc);
  }

  @Bean
  Erasure erasure(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      Seal seal,
      AuditTrail audit,
      AttachmentStore attachments) {
    return new Erasure(jdbc, transaction, new Erasure.Parts(seal, audit, attachments::forget));
  }

  @Bean
  AnchorFile anchorFile(Anchors anchors, HubSettings settings) {
    return new AnchorFile(settings.anchorFile(), anchors);
  }

  @Bean
  Evidence evidence(JdbcTemplate jdbc, PlatformTransactionManager manager) {
    return new Evidence(jdbc, manager);
  }

  @Bean
  StaffLogins staffLogins(JdbcClient jdbc, Seal seal, StaffPolicy policy) {
    return new StaffLoginTable(jdbc, seal, policy.tries(), policy.locked());
  }
}
