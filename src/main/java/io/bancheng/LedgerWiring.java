package io.bancheng;

import io.bancheng.attachments.AttachmentStore;
import io.bancheng.attachments.FolderStore;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.Deed;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.ReplyTaker;
import io.bancheng.canonical.Seal;
import io.bancheng.canonical.StaffLogins;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.AnchorFile;
import io.bancheng.ledger.Anchors;
import io.bancheng.ledger.AppendOnly;
import io.bancheng.ledger.AuditTrail;
import io.bancheng.ledger.BatchFiles;
import io.bancheng.ledger.CaseBatches;
import io.bancheng.ledger.CaseCursor;
import io.bancheng.ledger.CaseNumbers;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.CaseSearch;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.ledger.Deliveries;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.DueClocks;
import io.bancheng.ledger.Durability;
import io.bancheng.ledger.Erasure;
import io.bancheng.ledger.EventFeed;
import io.bancheng.ledger.Evidence;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Ledger;
import io.bancheng.ledger.Letterbox;
import io.bancheng.ledger.MassTexts;
import io.bancheng.ledger.Nodes;
import io.bancheng.ledger.Nonces;
import io.bancheng.ledger.Notebook;
import io.bancheng.ledger.Outbox;
import io.bancheng.ledger.PastCases;
import io.bancheng.ledger.Polls;
import io.bancheng.ledger.Proposals;
import io.bancheng.ledger.Quarantine;
import io.bancheng.ledger.ReplyCompany;
import io.bancheng.ledger.ReplyInbox;
import io.bancheng.ledger.Reports;
import io.bancheng.ledger.Resealer;
import io.bancheng.ledger.SecretPrints;
import io.bancheng.ledger.ShadowRuns;
import io.bancheng.ledger.StaffLoginTable;
import io.bancheng.ledger.Supervisions;
import io.bancheng.ledger.Suspicions;
import io.bancheng.ledger.TaskLists;
import io.bancheng.ledger.Tasks;
import io.bancheng.ledger.TextMessages;
import io.bancheng.ledger.TextSearch;
import io.bancheng.ledger.TimeGuard;
import io.bancheng.ledger.UnknownCodes;
import io.bancheng.ledger.WaitingCodes;
import io.bancheng.mappings.OutgoingLetters;
import io.bancheng.routes.Reader;
import io.bancheng.security.DataKeys;
import io.bancheng.security.EvidenceKey;
import io.bancheng.security.HubSecret;
import io.bancheng.security.StaffPolicy;
import io.bancheng.security.SystemKeys;
import io.bancheng.security.Vault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger and what works on its tables. */
@Configuration(proxyBeanMethods = false)
class LedgerWiring {
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
  ShadowRuns shadowRuns(JdbcTemplate jdbc) {
    return new ShadowRuns(jdbc);
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
  PastCases pastCases(DataSource source, Seal seal) {
    return new PastCases(source, seal);
  }

  @Bean
  TransactionTemplate transaction(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  @Bean
  Outbox outbox(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    return new Outbox(jdbc, transaction, seal);
  }

  @Bean
  AttachmentStore attachments(HubSettings settings, Seal seal) {
    return new FolderStore(settings.shared().resolve("attachments"), seal);
  }

  @Bean
  Inbox inbox(JdbcTemplate jdbc, Seal seal) {
    return new Inbox(jdbc, seal);
  }

  @Bean
  Letterbox letterbox(JdbcTemplate jdbc, Seal seal) {
    return new Letterbox(jdbc, seal);
  }

  @Bean
  ReplyCompany replyCompany(
      Ledger ledger, ReplyInbox replyInbox, Outbox outbox, ReplyTaker replyTaker) {
    return new ReplyCompany(ledger, replyInbox, outbox, replyTaker);
  }

  @Bean
  ReplyInbox replyInbox(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    return new ReplyInbox(jdbc, transaction, seal);
  }

  @Bean
  CaseBatches caseBatches(Ledger ledger, Inbox inbox) {
    return new CaseBatches(ledger, inbox);
  }

  @Bean
  BatchFiles batchFiles(JdbcTemplate jdbc, Seal seal) {
    return new BatchFiles(jdbc, seal);
  }

  @Bean
  Nonces nonces(JdbcTemplate jdbc) {
    return new Nonces(jdbc);
  }

  @Bean
  UnknownCodes unknownCodes(JdbcTemplate jdbc) {
    return new UnknownCodes(jdbc);
  }

  @Bean
  WaitingCodes waitingCodes(JdbcTemplate jdbc, TransactionTemplate transaction) {
    return new WaitingCodes(jdbc, transaction);
  }

  @Bean
  Durability durability(JdbcTemplate jdbc) {
    return new Durability(jdbc);
  }

  @Bean
  Nodes nodes(JdbcTemplate jdbc) {
    return new Nodes(jdbc);
  }

  @Bean
  CaseNumbers caseNumbers(JdbcTemplate jdbc) {
    return new CaseNumbers(jdbc);
  }

  @Bean
  DueClocks clocks(JdbcTemplate jdbc) {
    return new DueClocks(jdbc);
  }

  @Bean
  TimeGuard.Dials dials(JdbcTemplate jdbc, Clock clock) {
    return TimeGuard.Dials.of(jdbc, clock);
  }

  @Bean
  TimeGuard timeGuard(JdbcTemplate jdbc, Alerts alerts, TimeGuard.Dials dials) {
    return new TimeGuard(jdbc, alerts, dials);
  }

  /** 1 while this node acts on no limit. */
  @Bean
  MeterBinder limitsPaused(TimeGuard guard) {
    return meters ->
        Gauge.builder("bancheng.limits.paused", guard, g -> g.firing().isEmpty() ? 1 : 0)
            .register(meters);
  }

  @Bean
  Supervisions supervisions(JdbcTemplate jdbc) {
    return new Supervisions(jdbc);
  }

  @Bean
  Alerts alerts(JdbcTemplate jdbc) {
    return new Alerts(jdbc);
  }

  @Bean
  ChannelLines channelLines(JdbcTemplate jdbc) {
    return new ChannelLines(jdbc);
  }

  @Bean
  DepartmentLines departmentLines(JdbcTemplate jdbc, Alerts alerts) {
    return new DepartmentLines(jdbc, alerts);
  }

  @Bean
  Deliveries deliveries(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      DepartmentLines lines,
      Outbox outbox,
      Inbox inbox,
      Seal seal) {
    return new Deliveries(jdbc, transaction, new Deliveries.Parts(lines, outbox, inbox, seal));
  }

  @Bean
  Polls polls(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      DepartmentLines lines,
      Inbox inbox,
      ReplyInbox replies,
      Alerts alerts) {
    return new Polls(jdbc, transaction, new Polls.Parts(lines, inbox, replies, alerts));
  }

  @Bean
  MassTexts massTexts(JdbcTemplate jdbc, Alerts alerts) {
    return new MassTexts(jdbc, alerts);
  }

  @Bean
  Reports reports(JdbcTemplate jdbc, EventFeed feed) {
    return new Reports(jdbc, feed);
  }

  @Bean
  Suspicions suspicions(JdbcClient jdbc) {
    return new Suspicions(jdbc);
  }

  @Bean
  Tasks tasks(JdbcClient jdbc) {
    return new Tasks(jdbc);
  }

  @Bean
  StaffLogins staffLogins(JdbcClient jdbc, Seal seal, StaffPolicy policy) {
    return new StaffLoginTable(jdbc, seal, policy.tries(), policy.locked());
  }

  @Bean
  TaskLists taskLists(JdbcClient jdbc, Seal seal) {
    return new TaskLists(jdbc, seal);
  }

  @Bean
  CaseReader caseReader(JdbcClient jdbc, Seal seal) {
    return new CaseReader(jdbc, seal);
  }

  @Bean
  Quarantine quarantine(JdbcClient jdbc, Seal seal) {
    return new Quarantine(jdbc, seal);
  }

  @Bean
  CaseSearch caseSearch(JdbcClient jdbc, HubSecret secret, Seal seal) {
    return new CaseSearch(jdbc, key -> secret.hmac("reporter", key), seal);
  }

  @Bean
  TextSearch textSearch(JdbcClient jdbc, CaseReader reader, Seal seal) {
    return new TextSearch(jdbc, reader, seal);
  }

  @Bean
  CaseCursor caseCursor(JdbcTemplate jdbc, PlatformTransactionManager manager, Seal seal) {
    return new CaseCursor(jdbc, manager, seal);
  }

  @Bean
  Correspondence letters(ActiveConfig configuration, Reader reader) {
    return new OutgoingLetters(
        code -> answers(configuration.current(), code),
        code -> texted(configuration.current(), code),
        () -> configuration.current().sms().isPresent(),
        code -> dialect(configuration.current(), reader, code));
  }

  @Bean
  Notebook notebook(JdbcTemplate jdbc, Correspondence letters, Outbox outbox, Inbox inbox) {
    return new Notebook(jdbc, new Notebook.Parts(letters, outbox, inbox));
  }

  @Bean
  Ledger ledger(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      Inbox inbox,
      Outbox outbox,
      CaseNumbers numbers,
      HubSecret secret,
      Correspondence letters,
      Seal seal,
      HubSettings settings) {
    var parts =
        new Ledger.Parts(
            letters,
            outbox,
            inbox,
            numbers,
            caseNo -> queryCode(secret, caseNo),
            key -> secret.hmac("reporter", key),
            seal,
            settings.crypto().hash());
    return new Ledger(jdbc, transaction, parts);
  }

  @Bean
  EventFeed eventFeed(JdbcTemplate jdbc, TransactionTemplate transaction) {
    return new EventFeed(jdbc, transaction);
  }

  @Bean
  TextMessages textMessages(JdbcTemplate jdbc, HubSecret secret) {
    return new TextMessages(jdbc, number -> secret.hmac("sms", number));
  }

  private static UnaryOperator<Letter> dialect(HubConfig config, Reader reader, String code) {
    return Optional.ofNullable(config.channels().get(code))
        .flatMap(ChannelConfig::ownWords)
        .<UnaryOperator<Letter>>map(reader.mappings(config)::dialect)
        .orElse(UnaryOperator.identity());
  }

  private static boolean answers(HubConfig config, String channelCode) {
    var channel = config.channels().get(channelCode);
    return channel != null && channel.answers().wanted();
  }

  private static boolean texted(HubConfig config, String channelCode) {
    var channel = config.channels().get(channelCode);
    return channel != null && channel.feedback().texted();
  }

  /** Six digits that only the hub can compute, the same at every repetition of the receipt. */
  private static String queryCode(HubSecret secret, String caseNo) {
    long bits = Long.parseUnsignedLong(secret.hmac("query-code", caseNo).substring(0, 15), 16);
    return "%06d".formatted(bits % 1_000_000);
  }
}
