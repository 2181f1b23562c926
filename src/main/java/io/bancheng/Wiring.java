package io.bancheng;

import io.bancheng.accept.Correspondents;
import io.bancheng.accept.NoteDesk;
import io.bancheng.accept.Registrar;
import io.bancheng.accept.ScreeningDesk;
import io.bancheng.assign.Assigner;
import io.bancheng.attachments.AttachmentStore;
import io.bancheng.attachments.FolderStore;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.Problems;
import io.bancheng.classify.Classifier;
import io.bancheng.close.AssignmentDesk;
import io.bancheng.close.ReplyDesk;
import io.bancheng.close.Reviewer;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.feedback.Teller;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.BatchFiles;
import io.bancheng.ledger.CaseNumbers;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.ledger.DueClocks;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Ledger;
import io.bancheng.ledger.MassTexts;
import io.bancheng.ledger.Notebook;
import io.bancheng.ledger.Outbox;
import io.bancheng.ledger.UnknownCodes;
import io.bancheng.mappings.OutgoingLetters;
import io.bancheng.relay.Relay;
import io.bancheng.routes.AnswerPush;
import io.bancheng.routes.Edition;
import io.bancheng.routes.Patience;
import io.bancheng.routes.Reader;
import io.bancheng.security.BodyLimit;
import io.bancheng.security.ChannelPaths;
import io.bancheng.security.HubSecret;
import io.bancheng.security.OutsideSecrets;
import io.bancheng.security.SystemKeys;
import io.bancheng.supervise.Supervisor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the parts together; the names of these beans are the ones that routes may call. */
@Configuration(proxyBeanMethods = false)
class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /** Milliseconds are enough, and every store keeps them. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
  }

  /** The operators' files, or what was last in force if they are broken. */
  @Bean
  Edition editionAtStart(HubSettings settings) {
    try {
      return Edition.load(settings.files(), settings.limits().reading());
    } catch (Problems e) {
      var lastGood = settings.lastGood();
      if (!lastGood.exists()) {
        throw e;
      }
      LOG.error("Starting with what was last in force; the files are broken:\n{}", e.getMessage());
      return Edition.load(lastGood.files(), settings.limits().reading());
    }
  }

  @Bean
  HubConfig configAtStart(Edition edition) {
    return edition.config();
  }

  @Bean
  ConfigVersions configVersions(JdbcTemplate jdbc) {
    return new ConfigVersions(jdbc);
  }

  /** 1 while changed files lie there that may not come into force. */
  @Bean
  MeterBinder configurationRejected(ActiveConfig configuration) {
    return meters ->
        Gauge.builder(
                "bancheng.configuration.rejected",
                configuration,
                c -> c.rejected().isPresent() ? 1 : 0)
            .register(meters);
  }

  @Bean
  ActiveConfig configuration(HubConfig config, Clock clock) {
    return new ActiveConfig(config, clock);
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
  AnswerPush answerPush(OutsideSecrets secrets, Patience patience) {
    return new AnswerPush(secrets::find, patience);
  }

  @Bean
  HubSecret hubSecret(HubSettings settings) {
    return new HubSecret(settings.keys());
  }

  @Bean
  OutsideSecrets outsideSecrets(HubSettings settings, Environment environment) {
    return new OutsideSecrets(settings.keys(), environment::getProperty);
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
  BatchFiles batchFiles(JdbcTemplate jdbc) {
    return new BatchFiles(jdbc);
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
  Alerts alerts(JdbcTemplate jdbc) {
    return new Alerts(jdbc);
  }

  @Bean
  MassTexts massTexts(JdbcTemplate jdbc, Alerts alerts) {
    return new MassTexts(jdbc, alerts);
  }

  @Bean
  CaseReader caseReader(JdbcClient jdbc) {
    return new CaseReader(jdbc);
  }

  @Bean
  Correspondence letters(ActiveConfig configuration, Reader reader) {
    return new OutgoingLetters(
        code -> answers(configuration.current(), code),
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
      Correspondence letters) {
    var parts =
        new Ledger.Parts(
            letters,
            outbox,
            inbox,
            numbers,
            caseNo -> queryCode(secret, caseNo),
            key -> secret.hmac("reporter", key));
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
  NoteDesk noteDesk(Registrar registrar) {
    return new NoteDesk(registrar);
  }

  @Bean
  Correspondents correspondents() {
    return new Correspondents();
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
  ChannelPaths channelPaths(ActiveConfig configuration) {
    return new ChannelPaths(
        () ->
            configuration.current().channels().values().stream()
                .filter(channel -> channel.in().path() != null)
                .collect(Collectors.toMap(channel -> channel.in().path(), ChannelConfig::code)));
  }

  @Bean
  BodyLimit bodyLimit(ChannelPaths paths, HubSettings settings) {
    var limits = settings.limits().reading();
    return new BodyLimit(limits.document(), limits.multipart(), paths);
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

  /** Six digits that only the hub can compute, the same at every repetition of the receipt. */
  private static String queryCode(HubSecret secret, String caseNo) {
    long bits = Long.parseUnsignedLong(secret.hmac("query-code", caseNo).substring(0, 15), 16);
    return "%06d".formatted(bits % 1_000_000);
  }
}
