package io.bancheng;

import io.bancheng.accept.Registrar;
import io.bancheng.accept.ScreeningDesk;
import io.bancheng.assign.Assigner;
import io.bancheng.attachments.AttachmentStore;
import io.bancheng.attachments.FolderStore;
import io.bancheng.classify.Classifier;
import io.bancheng.close.AssignmentDesk;
import io.bancheng.close.ReplyDesk;
import io.bancheng.close.Reviewer;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.feedback.Teller;
import io.bancheng.ledger.CaseNumbers;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.DueClocks;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Ledger;
import io.bancheng.ledger.Outbox;
import io.bancheng.ledger.UnknownCodes;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.OutgoingLetters;
import io.bancheng.relay.Relay;
import io.bancheng.security.BodyLimit;
import io.bancheng.security.ChannelPaths;
import io.bancheng.security.HubSecret;
import io.bancheng.security.SystemKeys;
import io.bancheng.supervise.Supervisor;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the parts together; the names of these beans are the ones that routes may call. */
@Configuration(proxyBeanMethods = false)
class Wiring {
  /** Milliseconds are enough, and every store keeps them. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
  }

  @Bean
  HubConfig hubConfig(HubSettings settings) {
    return ConfigLoader.load(settings.config(), settings.mappings(), settings.routes());
  }

  @Bean
  ActiveConfig configuration(HubConfig config, Clock clock) {
    return new ActiveConfig(config, clock);
  }

  @Bean
  Mappings mappings(HubSettings settings, HubConfig config) {
    return Mappings.load(settings.mappings(), config.regions(), settings.limits().reading());
  }

  @Bean
  SystemKeys systemKeys(HubSettings settings) {
    return new SystemKeys(settings.keys());
  }

  @Bean
  NewKeys newKeys(SystemKeys keys, HubConfig config) {
    return new NewKeys(keys.ensure(config.systemIds()));
  }

  @Bean
  HubSecret hubSecret(HubSettings settings) {
    return new HubSecret(settings.keys());
  }

  @Bean
  TransactionTemplate transaction(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  @Bean
  Outbox outbox(JdbcTemplate jdbc, TransactionTemplate transaction) {
    return new Outbox(jdbc, transaction);
  }

  @Bean
  AttachmentStore attachments(HubSettings settings) {
    return new FolderStore(settings.var().resolve("attachments"));
  }

  @Bean
  Inbox inbox(JdbcTemplate jdbc) {
    return new Inbox(jdbc);
  }

  @Bean
  UnknownCodes unknownCodes(JdbcTemplate jdbc) {
    return new UnknownCodes(jdbc);
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
  CaseReader caseReader(JdbcClient jdbc) {
    return new CaseReader(jdbc);
  }

  @Bean
  Ledger ledger(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      Inbox inbox,
      Outbox outbox,
      CaseNumbers numbers,
      HubSecret secret,
      HubConfig config) {
    var letters = new OutgoingLetters(code -> answers(config, code));
    var parts =
        new Ledger.Parts(letters, outbox, inbox, numbers, caseNo -> queryCode(secret, caseNo));
    return new Ledger(jdbc, transaction, parts);
  }

  @Bean
  Relay relay(Outbox outbox, ConnectionFactory factory, Clock clock) {
    return new Relay(outbox, factory, clock);
  }

  @Bean
  Registrar registrar() {
    return new Registrar();
  }

  @Bean
  ScreeningDesk screeningDesk(Registrar registrar) {
    return new ScreeningDesk(registrar);
  }

  @Bean
  Classifier classifier() {
    return new Classifier();
  }

  @Bean
  Assigner assigner() {
    return new Assigner();
  }

  @Bean
  ReplyDesk replyDesk() {
    return new ReplyDesk();
  }

  @Bean
  AssignmentDesk assignmentDesk() {
    return new AssignmentDesk();
  }

  @Bean
  Reviewer reviewer() {
    return new Reviewer();
  }

  @Bean
  Teller teller() {
    return new Teller();
  }

  @Bean
  Supervisor supervisor() {
    return new Supervisor();
  }

  @Bean
  ChannelPaths channelPaths(HubConfig config) {
    return new ChannelPaths(
        config.channels().values().stream()
            .filter(channel -> channel.in().path() != null)
            .collect(Collectors.toMap(channel -> channel.in().path(), ChannelConfig::code)));
  }

  @Bean
  BodyLimit bodyLimit(ChannelPaths paths, Mappings mappings) {
    var limits = mappings.limits();
    return new BodyLimit(limits.document(), limits.multipart(), paths);
  }

  private static boolean answers(HubConfig config, String channelCode) {
    var channel = config.channels().get(channelCode);
    return channel != null && channel.answers().wanted();
  }

  /** Six digits that only the hub can compute, the same at every repetition of the receipt. */
  private static String queryCode(HubSecret secret, String caseNo) {
    long bits = Long.parseUnsignedLong(secret.hmac("query-code", caseNo).substring(0, 15), 16);
    return "%06d".formatted(bits % 1_000_000);
  }
}
