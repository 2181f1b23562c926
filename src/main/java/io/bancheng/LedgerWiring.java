package io.bancheng;

import io.bancheng.attachments.AttachmentStore;
import io.bancheng.attachments.FolderStore;
import io.bancheng.canonical.Correspondence;
import io.bancheng.canonical.Letter;
import io.bancheng.canonical.Seal;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.CaseNumbers;
import io.bancheng.ledger.Deliveries;
import io.bancheng.ledger.DeliveryDecisions;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.DueClocks;
import io.bancheng.ledger.Durability;
import io.bancheng.ledger.EventFeed;
import io.bancheng.ledger.Handover;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Ledger;
import io.bancheng.ledger.MassTexts;
import io.bancheng.ledger.Nodes;
import io.bancheng.ledger.Notebook;
import io.bancheng.ledger.Outbox;
import io.bancheng.ledger.Reports;
import io.bancheng.ledger.TextMessages;
import io.bancheng.ledger.TimeGuard;
import io.bancheng.mappings.OutgoingLetters;
import io.bancheng.routes.Reader;
import io.bancheng.security.HubSecret;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger and what works on its tables by itself. */
@Configuration(proxyBeanMethods = false)
class LedgerWiring {
  @Bean
  TransactionTemplate transaction(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  @Bean
  Outbox outbox(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    return new Outbox(jdbc, transaction, seal);
  }

  @Bean
  Handover handover(JdbcTemplate jdbc) {
    return new Handover(jdbc);
  }

  @Bean
  AttachmentStore attachments(HubSettings settings, Seal seal) {
    return new FolderStore(settings.shared().resolve("attachments"), seal);
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
  Alerts alerts(JdbcTemplate jdbc) {
    return new Alerts(jdbc);
  }

  @Bean
  DepartmentLines departmentLines(JdbcTemplate jdbc, Alerts alerts) {
    return new DepartmentLines(jdbc, alerts);
  }

  @Bean
  Deliveries.Parts deliveryParts(DepartmentLines lines, Handover handover, Inbox inbox, Seal seal) {
    return new Deliveries.Parts(lines, handover, inbox, seal);
  }

  @Bean
  Deliveries deliveries(
      JdbcTemplate jdbc, TransactionTemplate transaction, Deliveries.Parts deliveryParts) {
    return new Deliveries(jdbc, transaction, deliveryParts);
  }

  @Bean
  DeliveryDecisions deliveryDecisions(
      JdbcTemplate jdbc, TransactionTemplate transaction, Deliveries.Parts deliveryParts) {
    return new DeliveryDecisions(jdbc, transaction, deliveryParts);
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
