package io.bancheng.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bancheng.harness.StompClient;
import io.bancheng.security.SecretFile;
import io.bancheng.security.SystemKeys;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer.SERVER_STATE;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final String YBJ = "department.340882.ybj";
  private static final String RSJ = "department.340882.rsj";
  private static final String HOTLINE = "channel.hotline";
  private static final String PLATFORM = "events.platform";
  private static final int MIB = 1024 * 1024;

  @TempDir Path directory;
  private VarLock var;
  private SystemKeys keys;
  private EmbeddedBroker broker;

  @BeforeEach
  void open() {
    var = VarLock.acquire(directory);
    keys = new SystemKeys(directory.resolve("keys"));
    keys.ensure(List.of(YBJ, RSJ, HOTLINE, PLATFORM, "events.other", "staff.admin"));
    start(0);
  }

  private void start(int port) {
    broker = new EmbeddedBroker(var, keys, port);
    broker.connect(List.of(YBJ, RSJ, HOTLINE, PLATFORM, "events.other", "staff.admin"));
    broker.start();
  }

  @AfterEach
  void stop() {
    broker.close();
    var.close();
  }

  @Test
  void a_department_reads_its_cases_and_replies_over_amqp() throws JMSException {
    hubSends(YBJ + ".cases", "a case");

    try (Connection department = amqp(YBJ)) {
      assertThat(receive(department, YBJ + ".cases")).isEqualTo("a case");
      send(department, YBJ + ".replies", "signed");
    }

    assertThat(hubReceives(YBJ + ".replies")).isEqualTo("signed");
  }

  @Test
  void a_department_reads_its_cases_and_replies_over_stomp() throws Exception {
    hubSends(YBJ + ".cases", "a case");

    try (StompClient department = StompClient.login(broker.port(), YBJ, secret(YBJ))) {
      String frame = department.ask("SUBSCRIBE\nid:1\nack:auto\ndestination:" + YBJ + ".cases", "");
      assertThat(frame).startsWith("MESSAGE").endsWith("a case");
      String receipt = department.ask("SEND\nreceipt:r\ndestination:" + YBJ + ".replies", "signed");
      assertThat(receipt).startsWith("RECEIPT");
    }

    assertThat(hubReceives(YBJ + ".replies")).isEqualTo("signed");
  }

  @Test
  void a_channel_hands_in_and_reads_its_answers() throws JMSException {
    hubSends(HOTLINE + ".answers", "ACK");

    try (Connection channel = amqp(HOTLINE)) {
      send(channel, HOTLINE, "a submission");
      assertThat(receive(channel, HOTLINE + ".answers")).isEqualTo("ACK");
    }

    assertThat(hubReceives(HOTLINE)).isEqualTo("a submission");
  }

  @Test
  void a_department_can_neither_read_nor_write_where_it_must_not() throws JMSException {
    hubSends(RSJ + ".cases", "not yours");
    try (Connection department = amqp(YBJ)) {
      for (String address :
          List.of(
              RSJ + ".cases",
              YBJ + ".replies",
              HOTLINE + ".answers",
              "hub.dead-letter",
              "hub.events",
              "#",
              RSJ + ".cases::" + RSJ + ".cases")) {
        assertThatThrownBy(() -> consumer(department, address))
            .as(address)
            .isInstanceOf(JMSException.class);
      }
      for (String address :
          List.of(
              RSJ + ".replies",
              YBJ + ".cases",
              HOTLINE,
              "hub.events",
              "hub.dead-letter",
              "activemq.management",
              "$management")) {
        assertThatThrownBy(() -> send(department, address, "forged"))
            .as(address)
            .isInstanceOf(JMSException.class);
      }
    }
  }

  @Test
  void stomp_has_the_same_limits() throws IOException {
    for (String frame :
        List.of(
            "SUBSCRIBE\nid:1\ndestination:" + RSJ + ".cases",
            "SUBSCRIBE\nid:1\nselector:a='b'\ndestination:" + YBJ + ".cases",
            "SEND\nreceipt:r\ndestination:" + RSJ + ".replies",
            "SEND\nreceipt:r\ndestination:new.queue")) {
      try (StompClient department = StompClient.login(broker.port(), YBJ, secret(YBJ))) {
        assertThat(department.ask(frame, "")).as(frame).startsWith("ERROR");
      }
    }
  }

  @Test
  void an_anonymous_producer_is_checked_for_each_message() throws JMSException {
    try (Connection department = amqp(YBJ);
        Session session = department.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(null)) {
      producer.send(session.createQueue(YBJ + ".replies"), session.createTextMessage("mine"));
      assertThatThrownBy(
              () ->
                  producer.send(
                      session.createQueue(RSJ + ".replies"), session.createTextMessage("forged")))
          .isInstanceOf(JMSException.class);
    }
    assertThat(hubReceives(YBJ + ".replies")).isEqualTo("mine");
  }

  @Test
  void systems_create_no_queues() throws JMSException {
    try (Connection department = amqp(YBJ);
        Session session = department.createSession(Session.AUTO_ACKNOWLEDGE)) {
      assertThatThrownBy(() -> send(department, "new.queue", "?")).isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> consumer(department, "other.queue"))
          .isInstanceOf(JMSException.class);
      assertThatThrownBy(session::createTemporaryQueue).isInstanceOf(JMSException.class);
      assertThatThrownBy(session::createTemporaryTopic).isInstanceOf(JMSException.class);
    }
    assertThat(broker.server().locateQueue("new.queue")).isNull();
    assertThat(broker.server().locateQueue("other.queue")).isNull();
  }

  @Test
  void systems_do_not_browse() throws JMSException {
    hubSends(YBJ + ".cases", "a case");
    try (Connection department = amqp(YBJ);
        Session session = department.createSession(Session.AUTO_ACKNOWLEDGE)) {
      assertThatThrownBy(
              () -> session.createBrowser(session.createQueue(YBJ + ".cases")).getEnumeration())
          .isInstanceOf(JMSException.class);
    }
  }

  @Test
  void wrong_and_borrowed_keys_are_refused() {
    String url = "amqp://127.0.0.1:" + broker.port();
    for (List<String> login :
        List.of(
            List.of(YBJ, "guess"),
            List.of(YBJ, secret(RSJ)),
            List.of("hub", "guess"),
            List.of("staff.admin", secret("staff.admin")))) {
      assertThatThrownBy(
              () ->
                  new JmsConnectionFactory(login.get(0), login.get(1), url)
                      .createConnection()
                      .start())
          .as(login.get(0))
          .isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> StompClient.login(broker.port(), login.get(0), login.get(1)))
          .as(login.get(0))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> new JmsConnectionFactory(url).createConnection().start())
        .isInstanceOf(JMSException.class);
  }

  @Test
  void the_hubs_own_secret_opens_nothing_from_outside() {
    String stolen =
        ((org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory)
                broker.connectionFactory())
            .getPassword();
    assertThat(stolen).isNotBlank();

    assertThatThrownBy(() -> StompClient.login(broker.port(), "hub", stolen))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_selector_is_refused_for_systems_and_allowed_for_the_hub() throws JMSException {
    hubSends(YBJ + ".cases", "a case");
    try (Connection department = amqp(YBJ);
        Session session = department.createSession(Session.AUTO_ACKNOWLEDGE)) {
      assertThatThrownBy(
              () -> session.createConsumer(session.createQueue(YBJ + ".cases"), "JMSType = 'x'"))
          .hasMessageContaining("Selectors are not for connected systems");
      assertThat(receive(department, YBJ + ".cases")).isEqualTo("a case");
    }
    try (Connection hub = hub();
        Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer =
            session.createConsumer(session.createQueue(YBJ + ".cases"), "JMSType = 'x'")) {
      assertThat(consumer.getMessageSelector()).isEqualTo("JMSType = 'x'");
    }
  }

  @Test
  void messages_over_one_mebibyte_are_refused_and_leave_nothing_behind() throws Exception {
    try (Connection department = amqp(YBJ)) {
      assertThatThrownBy(() -> send(department, YBJ + ".replies", "x".repeat(2 * MIB)))
          .isInstanceOf(JMSException.class)
          .hasMessageContaining("more than 1 MiB");
    }
    try (StompClient department = StompClient.login(broker.port(), YBJ, secret(YBJ))) {
      assertThat(
              department.ask(
                  "SEND\nreceipt:r\ndestination:" + YBJ + ".replies", "x".repeat(2 * MIB)))
          .startsWith("ERROR");
    }
    await()
        .untilAsserted(
            () -> assertThat(directory.resolve("broker/large-messages")).isEmptyDirectory());
    try (Connection department = amqp(YBJ)) {
      send(department, YBJ + ".replies", "x".repeat(MIB / 2));
    }
    assertThat(hubReceives(YBJ + ".replies")).hasSize(MIB / 2);
  }

  @Test
  void platforms_subscribe_to_events_but_not_to_each_others_subscriptions() throws JMSException {
    try (Connection platform = amqp(PLATFORM)) {
      platform.start();
      Session session = platform.createSession(Session.AUTO_ACKNOWLEDGE);
      MessageConsumer consumer = session.createConsumer(session.createTopic("hub.events"));
      hubPublishes("hub.events", "accepted");
      assertThat(text(consumer.receive(5_000))).isEqualTo("accepted");
      consumer.close();
      assertThatThrownBy(() -> session.createProducer(session.createTopic("hub.events")))
          .isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> session.createConsumer(session.createTopic("hub.events"), "a = 'b'"))
          .isInstanceOf(JMSException.class);
    }
  }

  @Test
  void a_durable_subscription_keeps_events_for_its_owner_only() throws JMSException {
    try (Connection platform = amqp(PLATFORM, "same-client")) {
      subscribe(platform).close();
    }
    hubPublishes("hub.events", "while away");

    try (Connection thief = amqp("events.other", "same-client")) {
      assertThatThrownBy(() -> subscribe(thief)).hasMessageContaining("belongs to another system");
    }
    try (Connection platform = amqp(PLATFORM, "same-client")) {
      assertThat(text(subscribe(platform).receive(5_000))).isEqualTo("while away");
    }
  }

  @Test
  void a_system_connected_while_running_gets_its_mailboxes() throws JMSException {
    keys.ensure(List.of("department.340800.zjj"));
    broker.connect(List.of(YBJ, "department.340800.zjj"));
    hubSends("department.340800.zjj.cases", "first case");

    try (Connection department = amqp("department.340800.zjj")) {
      assertThat(receive(department, "department.340800.zjj.cases")).isEqualTo("first case");
      assertThatThrownBy(() -> consumer(department, YBJ + ".cases"))
          .isInstanceOf(JMSException.class);
    }
  }

  @Test
  void an_id_that_could_pass_for_anothers_mailbox_is_refused() {
    for (String id :
        List.of("channel.hotline.answers", "department.ybj", "department.340882.ybj.cases")) {
      assertThatThrownBy(() -> broker.connect(List.of(id)))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageStartingWith("\"" + id + "\" cannot be a system on the broker.");
    }
  }

  @Test
  void messages_survive_a_restart() throws JMSException {
    int port = broker.port();
    hubSends(YBJ + ".cases", "kept");
    broker.close();
    assertThat(broker.isActive()).isFalse();

    start(port);

    assertThat(broker.isActive()).isTrue();
    try (Connection department = amqp(YBJ)) {
      assertThat(receive(department, YBJ + ".cases")).isEqualTo("kept");
    }
  }

  @Test
  void a_reply_survives_a_restart_even_if_its_sender_did_not_ask_for_that() throws Exception {
    int port = broker.port();
    try (StompClient department = StompClient.login(port, YBJ, secret(YBJ))) {
      department.ask("SEND\nreceipt:r\ndestination:" + YBJ + ".replies", "by stomp");
    }
    try (Connection department = amqp(YBJ);
        Session session = department.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(YBJ + ".replies"))) {
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      producer.send(session.createTextMessage("by amqp"));
      Awaitility.await()
          .until(() -> broker.server().locateQueue(YBJ + ".replies").getMessageCount() == 2);
    }
    broker.close();

    start(port);

    assertThat(hubReceives(YBJ + ".replies")).isEqualTo("by stomp");
    assertThat(hubReceives(YBJ + ".replies")).isEqualTo("by amqp");
  }

  @Test
  void a_duplicate_is_recognised_after_a_restart() throws Exception {
    int port = broker.port();
    hubSends(YBJ + ".cases", "once", "id-1");
    broker.close();
    start(port);
    hubSends(YBJ + ".cases", "once", "id-1");

    assertThat(broker.server().locateQueue(YBJ + ".cases").getMessageCount()).isEqualTo(1);
  }

  @Test
  void a_broker_that_stopped_by_itself_is_started_again() throws Exception {
    hubSends(YBJ + ".cases", "kept");
    assertThat(broker.restartIfStopped()).isFalse();

    broker.server().fail(false);
    Awaitility.await().until(() -> !broker.isActive());
    Awaitility.await().until(broker::restartIfStopped);

    assertThat(broker.isActive()).isTrue();
    try (Connection department = amqp(YBJ)) {
      assertThat(receive(department, YBJ + ".cases")).isEqualTo("kept");
    }
  }

  @Test
  void a_failed_restart_can_be_tried_again() throws Exception {
    hubSends(YBJ + ".cases", "kept");
    broker.server().fail(false);
    Awaitility.await().until(() -> broker.server().getState() == SERVER_STATE.STOPPED);

    try (ServerSocket other =
        new ServerSocket(broker.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(broker::restartIfStopped)
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("does not start");
    }

    assertThat(broker.restartIfStopped()).isTrue();
    try (Connection department = amqp(YBJ)) {
      assertThat(receive(department, YBJ + ".cases")).isEqualTo("kept");
    }
  }

  @Test
  void a_revoked_system_is_cut_off() throws JMSException {
    try (Connection department = amqp(YBJ);
        Connection other = amqp(RSJ);
        Connection hub = hub()) {
      MessageConsumer open = consumer(department, YBJ + ".cases");
      keys.revoke(YBJ);

      assertThatThrownBy(() -> send(department, YBJ + ".replies", "too late"))
          .isInstanceOf(JMSException.class);
      assertThat(broker.disconnectRevoked()).isEqualTo(1);
      hubSends(YBJ + ".cases", "not for you");
      assertThatThrownBy(() -> open.receive(5_000)).isInstanceOf(JMSException.class);
      send(other, RSJ + ".replies", "still here");
      assertThat(hub.createSession()).isNotNull();
    }
    assertThat(broker.server().locateQueue(YBJ + ".cases").getMessageCount()).isEqualTo(1);
  }

  @Test
  void both_secrets_work_while_a_key_is_rotated() throws JMSException {
    String first = secret(YBJ);
    keys.rotate(YBJ);
    String url = "amqp://127.0.0.1:" + broker.port();

    for (String secret : List.of(first, secret(YBJ))) {
      try (Connection department = new JmsConnectionFactory(YBJ, secret, url).createConnection()) {
        send(department, YBJ + ".replies", "here");
      }
    }
    assertThat(broker.disconnectRevoked()).isZero();
  }

  @Test
  void nothing_is_thrown_away_and_nothing_blocks_for_ever() {
    var settings = broker.server().getAddressSettingsRepository();

    assertThat(settings.getMatch(YBJ + ".cases").getMaxDeliveryAttempts()).isEqualTo(10);
    assertThat(settings.getMatch(HOTLINE + ".answers").getMaxDeliveryAttempts()).isEqualTo(10);
    for (String readByHub :
        List.of(HOTLINE, YBJ + ".replies", "hub.epoch", "hub.dead-letter", "hub.expiry")) {
      assertThat(settings.getMatch(readByHub).getMaxDeliveryAttempts()).as(readByHub).isEqualTo(-1);
    }
    for (String mailbox :
        List.of(YBJ + ".cases", YBJ + ".replies", HOTLINE, HOTLINE + ".answers")) {
      assertThat(settings.getMatch(mailbox).isSendToDLAOnNoRoute()).as(mailbox).isTrue();
    }
    for (String any : List.of(YBJ + ".cases", HOTLINE, "hub.events", "any.other")) {
      assertThat(settings.getMatch(any).getDeadLetterAddress().toString())
          .isEqualTo("hub.dead-letter");
      assertThat(settings.getMatch(any).getExpiryAddress().toString()).isEqualTo("hub.expiry");
      assertThat(settings.getMatch(any).getPageFullMessagePolicy()).hasToString("FAIL");
      assertThat(settings.getMatch(any).getDiskFullMessagePolicy()).hasToString("FAIL");
      assertThat(settings.getMatch(any).getPageLimitMessages()).isEqualTo(100_000);
    }
    assertThat(settings.getMatch("hub.dead-letter").getPageLimitMessages()).isEqualTo(-1);
    assertThat(broker.server().locateQueue("hub.dead-letter")).isNotNull();
    assertThat(broker.server().locateQueue("hub.expiry")).isNotNull();
  }

  @Test
  void dead_letters_are_what_a_department_cannot_take_and_nothing_else() throws Exception {
    hubPublishes("hub.events", "nobody listens");
    hubSends(YBJ + ".cases", "indigestible");
    broker
        .server()
        .getAddressSettingsRepository()
        .addMatch(
            YBJ + ".cases",
            new AddressSettings()
                .setMaxDeliveryAttempts(1)
                .setDeadLetterAddress(SimpleString.of("hub.dead-letter")));
    try (Connection department = amqp(YBJ);
        Session session = department.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer cases = session.createConsumer(session.createQueue(YBJ + ".cases"))) {
      assertThat(text(cases.receive(5_000))).isEqualTo("indigestible");
      session.rollback();
    }

    assertThat(hubReceives("hub.dead-letter")).isEqualTo("indigestible");
    assertThat(broker.server().locateQueue("hub.dead-letter").getMessagesAdded()).isEqualTo(1);
  }

  @Test
  void what_the_hub_takes_to_a_system_itself_only_the_hub_reads_in_order_and_for_ever()
      throws Exception {
    broker.close();
    broker = new EmbeddedBroker(var, keys, 0);
    broker.reserve(List.of(HOTLINE + ".answers"));
    broker.connect(List.of(HOTLINE));
    broker.start();
    hubSends(HOTLINE + ".answers", "first");
    hubSends(HOTLINE + ".answers", "second");

    for (int attempt = 0; attempt < 12; attempt++) {
      try (Connection hub = hub();
          Session session = hub.createSession(Session.SESSION_TRANSACTED);
          MessageConsumer answers =
              session.createConsumer(session.createQueue(HOTLINE + ".answers"))) {
        assertThat(text(answers.receive(5_000))).isEqualTo("first");
        session.rollback();
      }
    }
    try (Connection hotline = amqp(HOTLINE)) {
      assertThatThrownBy(() -> receive(hotline, HOTLINE + ".answers"))
          .isInstanceOf(JMSException.class);
    }
    assertThat(hubReceives(HOTLINE + ".answers")).isEqualTo("first");
    assertThat(hubReceives(HOTLINE + ".answers")).isEqualTo("second");
  }

  @Test
  void a_port_in_use_is_named() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedBroker second = new EmbeddedBroker(var, keys, other.getLocalPort());
      assertThatThrownBy(second::start)
          .isInstanceOf(EmbeddedException.class)
          .hasMessage(
              "Port %d on 127.0.0.1 is in use. "
                  + "Stop the program that has it, or set BANCHENG_BROKER_PORT.",
              other.getLocalPort());
    }
  }

  private Connection hub() throws JMSException {
    ConnectionFactory factory = broker.connectionFactory();
    Connection connection = factory.createConnection();
    connection.start();
    return connection;
  }

  private Connection amqp(String system) throws JMSException {
    String url = "amqp://127.0.0.1:" + broker.port();
    Connection connection =
        new JmsConnectionFactory(system, secret(system), url).createConnection();
    connection.start();
    return connection;
  }

  private static MessageConsumer subscribe(Connection connection) throws JMSException {
    Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    return session.createDurableConsumer(session.createTopic("hub.events"), "audit");
  }

  private Connection amqp(String system, String client) throws JMSException {
    String url = "amqp://127.0.0.1:" + broker.port();
    Connection connection =
        new JmsConnectionFactory(system, secret(system), url).createConnection();
    connection.setClientID(client);
    connection.start();
    return connection;
  }

  private void hubSends(String address, String text) throws JMSException {
    try (Connection hub = hub()) {
      send(hub, address, text);
    }
  }

  private void hubSends(String address, String text, String duplicateId) throws JMSException {
    try (Connection hub = hub();
        Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE)) {
      Message message = session.createTextMessage(text);
      message.setStringProperty("_AMQ_DUPL_ID", duplicateId);
      session.createProducer(session.createQueue(address)).send(message);
    }
  }

  private void hubPublishes(String address, String text) throws JMSException {
    try (Connection hub = hub();
        Session session = hub.createSession(Session.AUTO_ACKNOWLEDGE)) {
      session.createProducer(session.createTopic(address)).send(session.createTextMessage(text));
    }
  }

  private String hubReceives(String address) throws JMSException {
    try (Connection hub = hub()) {
      return receive(hub, address);
    }
  }

  private static void send(Connection connection, String address, String text) throws JMSException {
    try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
      session.createProducer(session.createQueue(address)).send(session.createTextMessage(text));
    }
  }

  private static String receive(Connection connection, String address) throws JMSException {
    try (MessageConsumer consumer = consumer(connection, address)) {
      return text(consumer.receive(5_000));
    }
  }

  private static MessageConsumer consumer(Connection connection, String address)
      throws JMSException {
    Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    return session.createConsumer(session.createQueue(address));
  }

  private static String text(Message message) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      return new String(bytes.getBody(byte[].class), java.nio.charset.StandardCharsets.UTF_8);
    }
    return message == null ? null : ((TextMessage) message).getText();
  }

  private String secret(String system) {
    return new SecretFile(directory.resolve("keys").resolve(system + ".key")).read().orElseThrow();
  }
}
