package io.bancheng;

import io.bancheng.canonical.ReplyTaker;
import io.bancheng.canonical.Seal;
import io.bancheng.ledger.Alerts;
import io.bancheng.ledger.BatchFiles;
import io.bancheng.ledger.CaseBatches;
import io.bancheng.ledger.ChannelLines;
import io.bancheng.ledger.DepartmentLines;
import io.bancheng.ledger.Handover;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Ledger;
import io.bancheng.ledger.Letterbox;
import io.bancheng.ledger.Nonces;
import io.bancheng.ledger.Polls;
import io.bancheng.ledger.Quarantine;
import io.bancheng.ledger.ReplyCompany;
import io.bancheng.ledger.ReplyInbox;
import io.bancheng.ledger.UnknownCodes;
import io.bancheng.ledger.WaitingCodes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What comes in, and how it ends. */
@Configuration(proxyBeanMethods = false)
class InboxWiring {
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
      Ledger ledger, ReplyInbox replyInbox, Handover handover, ReplyTaker replyTaker) {
    return new ReplyCompany(ledger, replyInbox, handover, replyTaker);
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
  ChannelLines channelLines(JdbcTemplate jdbc) {
    return new ChannelLines(jdbc);
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
  Quarantine quarantine(JdbcClient jdbc, Seal seal) {
    return new Quarantine(jdbc, seal);
  }
}
