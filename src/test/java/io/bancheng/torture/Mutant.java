package io.bancheng.torture;

import io.bancheng.torture.Violation.Kind;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TransactionRolledBackException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQDuplicateIdException;

/** A hub that breaks one rule of the protocol on purpose; the checker must notice each. */
enum Mutant {
  /** A batch that the broker refused for one known letter counts as sent. */
  H1_REFUSED_BATCH_COUNTS_AS_SENT(
      Set.of(Blow.HUB_KILLED_IN_STEP), Set.of(Kind.LOST, Kind.UNFINISHED)),

  /** Letters of one case go in any order. */
  H2_ANY_ORDER(Set.of(Blow.BROKER_STOPPED), Set.of(Kind.OUT_OF_ORDER)),

  /** A frozen node keeps its locks. */
  H3_LOCKS_OUTLIVE_THEIR_NODE(Set.of(Blow.HUB_FROZEN_HOLDING), Set.of(Kind.LATE, Kind.STUCK)),

  /** Each time a letter is sent it is a new one. */
  H4_NEW_ID_AT_EACH_SEND(Set.of(Blow.HUB_KILLED_IN_STEP), Set.of(Kind.DOUBLED)),

  /**
   * The mark "sent" forgets that the answer was there before it. What is owed again is taken up a
   * moment later, so that there are such answers.
   */
  H5_MARK_FORGETS_THE_ANSWER(Set.of(Blow.HUB_KILLED_IN_STEP), Set.of(Kind.UNANSWERED)),

  /** The broker may forget a message before the ledger has it. */
  H6_ACKNOWLEDGED_BEFORE_KEPT(
      Set.of(Blow.HUB_KILLED, Blow.DATABASE_KILLED), Set.of(Kind.LOST_REPLY, Kind.UNFINISHED)),

  /**
   * Replies to one case do not wait for each other. The key of the events would still refuse the
   * second of two that met, so this hub lets it go, too.
   */
  H7_NO_CASE_LOCK(
      Set.of(), Set.of(Kind.CLOSED_WRONGLY, Kind.WRONG_FOLD, Kind.BROKEN_CHAIN, Kind.GAP)),

  /** Nobody looks whether the broker's disk is still the same. */
  H8_NO_EPOCH(Set.of(Blow.BROKER_WIPED), Set.of(Kind.LOST, Kind.UNFINISHED)),

  /** 2xx before the case is on the disk. */
  H9_ACCEPTED_BEFORE_DURABLE(
      Set.of(Blow.DATABASE_KILLED),
      Set.of(Kind.RECEIPT_WITHOUT_CASE, Kind.WRONG_BODY, Kind.TWO_NUMBERS, Kind.PHANTOM));

  /** In place of a lock: a moment in which others do the same. */
  private static final String WAITING = "and (select count(*) from pg_sleep(0.01)) = 1";

  private final Set<Blow> blows;
  private final Set<Kind> shownBy;

  Mutant(Set<Blow> blows, Set<Kind> shownBy) {
    this.blows = blows;
    this.shownBy = shownBy;
  }

  /** In milliseconds; what only a long blow brings out has one of that length. */
  int longestBlow() {
    return this == H3_LOCKS_OUTLIVE_THEIR_NODE ? 70_000 : 5_000;
  }

  /**
   * What the database's administrator does before, with broken and with whole hubs: it makes the
   * harm bigger and must not make any where there is none.
   */
  List<String> server() {
    return this == H9_ACCEPTED_BEFORE_DURABLE
        ? List.of(
            "alter system set wal_writer_delay = '10s'",
            "alter system set wal_writer_flush_after = '1GB'",
            "select pg_reload_conf()")
        : List.of();
  }

  /** What is said in each session of the database before it is used; empty for nothing. */
  String session() {
    return switch (this) {
      case H3_LOCKS_OUTLIVE_THEIR_NODE ->
          "set idle_in_transaction_session_timeout = 0; set statement_timeout = 0";
      case H9_ACCEPTED_BEFORE_DURABLE -> "set synchronous_commit = off";
      default -> "";
    };
  }

  /** The faults under which it does harm. */
  Set<Blow> blows() {
    return blows;
  }

  /** The promises that it breaks. */
  Set<Kind> shownBy() {
    return shownBy;
  }

  /** The statement that this hub sends instead. */
  String statement(String sql) {
    return switch (this) {
      case H2_ANY_ORDER ->
          sql.replaceAll(
              "(?s)and not exists \\([^)]*e\\.stream = o\\.stream[^)]*\\)\\s*order by id",
              "order by id desc");
      case H5_MARK_FORGETS_THE_ANSWER ->
          sql.replace(
                  "update outbox set state = 'S',",
                  "update outbox set state = 'S', acked_at = null,")
              .replace(
                  "from unnest((select ?::text[])) owed",
                  "from unnest((select ?::text[] from pg_sleep(0.3))) owed");
      case H7_NO_CASE_LOCK ->
          sql.replaceAll("order by r.case_no\\s+for update of r", WAITING)
              .replaceAll(
                  "(insert into (?:case_event|person_data) [^;]*)", "$1 on conflict do nothing ");
      case H8_NO_EPOCH -> sql.replace("epoch < ? and sent_at", "epoch < ? and false and sent_at");
      default -> sql;
    };
  }

  boolean takesRefusalForSuccess(JMSException e) {
    boolean refused =
        e instanceof TransactionRolledBackException
            || e.getCause() instanceof ActiveMQDuplicateIdException;
    return this == H1_REFUSED_BATCH_COUNTS_AS_SENT && refused;
  }

  /** Whether the broker is told that a message was taken before anything is done with it. */
  boolean forgetsFirst() {
    return this == H6_ACKNOWLEDGED_BEFORE_KEPT;
  }

  void outgoing(Message message) throws JMSException {
    if (this == H4_NEW_ID_AT_EACH_SEND && message.propertyExists("hubMsgId")) {
      String id = UUID.randomUUID().toString();
      message.setStringProperty("hubMsgId", id);
      message.setStringProperty("_AMQ_DUPL_ID", id);
    }
  }
}
