package io.bancheng.routes;

import io.bancheng.attachments.AttachmentStore;
import io.bancheng.canonical.CaseDesk;
import io.bancheng.canonical.ChannelGate;
import io.bancheng.canonical.IntakeDesk;
import io.bancheng.canonical.ReceiptDesk;
import io.bancheng.canonical.ReplyTaker;
import io.bancheng.config.ActiveConfig;
import io.bancheng.security.HubSecret;
import io.bancheng.security.OutsideSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectComponent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Camel's part of the wiring: doors, the reader, the components, the flow. */
@Configuration(proxyBeanMethods = false)
public class RoutesWiring {
  @Bean
  HttpDoor httpDoor(Clock clock) {
    return new HttpDoor(clock);
  }

  @Bean
  QueueDoor queueDoor(Clock clock, Edition edition) {
    return new QueueDoor(clock, edition.mappings().limits().document());
  }

  @Bean
  CallbackLimit callbackLimit() {
    return new CallbackLimit(System::nanoTime);
  }

  @Bean
  FileDoor fileDoor(Clock clock) {
    return new FileDoor(clock);
  }

  @Bean
  FileRows fileRows(Reader reader, Turnstile turnstile, Clock clock) {
    return new FileRows(reader, turnstile, clock);
  }

  @Bean
  MailDoor mailDoor(Clock clock, Edition edition) {
    return new MailDoor(clock, edition.mappings().limits().multipart());
  }

  @Bean
  Reader reader(Edition edition) {
    return new Reader(edition);
  }

  @Bean
  Turnstile turnstile() {
    return new Turnstile();
  }

  /** In place of Camel's, by the name under which Camel looks for it. */
  @Bean("direct-component")
  DirectComponent direct() {
    return new CurrentDirect();
  }

  @Bean
  Flow flow(
      Turnstile turnstile,
      OutsideSecrets secrets,
      @Value("${bancheng.shared:${bancheng.var:./var}}") Path var,
      MailSystem mail,
      OutsideClient client) {
    return new Flow(turnstile, secrets, var, mail, client);
  }

  @Bean
  ReplyCode replyCode(HubSecret secret) {
    return new ReplyCode(secret);
  }

  @Bean
  MailEnclosures mailEnclosures(AttachmentStore store) {
    return new MailEnclosures(store);
  }

  @Bean
  MailSystem mailSystem(
      OutsideSecrets secrets, ReplyCode codes, MailEnclosures enclosures, Clock clock) {
    return new MailSystem(secrets, codes, enclosures, clock);
  }

  @Bean
  DepartmentPost departmentPost(
      Reader reader,
      OutsideSecrets secrets,
      ReplyCode codes,
      MailEnclosures enclosures,
      Clock clock) {
    var writing = new DepartmentPost.Writing(codes, enclosures);
    return new DepartmentPost(reader, secrets, writing, clock);
  }

  @Bean
  Patience patience(Clock clock) {
    return new Patience(clock);
  }

  @Bean
  OutsideClient outsideClient() {
    return new OutsideClient();
  }

  @Bean
  Couriers couriers(
      ProducerTemplate template, ActiveConfig configuration, Clock clock, MeterRegistry meters) {
    return new Couriers(template, configuration, clock, meters);
  }

  @Bean
  RestPost restPost(
      ActiveConfig configuration, Reader reader, OutsideSecrets secrets, Clock clock) {
    return new RestPost(configuration, reader, secrets, clock);
  }

  @Bean
  RestPoll restPoll(
      ActiveConfig configuration,
      Reader reader,
      OutsideSecrets secrets,
      Clock clock,
      MeterRegistry meters) {
    return new RestPoll(configuration, reader, secrets, clock, meters);
  }

  @Bean
  FilePost filePost(ActiveConfig configuration, Reader reader, Clock clock) {
    return new FilePost(configuration, reader, clock);
  }

  @Bean
  CamelFlowWatch flowWatch(CamelContext context, MeterRegistry meters) {
    return new CamelFlowWatch(context, meters, System::nanoTime);
  }

  @Bean
  CaseDesk caseDesk(ProducerTemplate template) {
    return new CamelDesk(template);
  }

  @Bean
  ReceiptDesk receiptDesk(ProducerTemplate template) {
    return new CamelReceipts(template);
  }

  @Bean
  ReplyTaker replyTaker(ProducerTemplate template) {
    return new CamelReplies(template);
  }

  @Bean
  EventPush eventPush(Reader reader, Patience patience) {
    return new EventPush(reader, patience);
  }

  @Bean
  SmsRoom smsRoom() {
    return new SmsRoom();
  }

  @Bean
  IntakeDesk intakeDesk(ProducerTemplate template, ChannelGate gate) {
    return new CamelIntake(template, gate);
  }

  @Bean
  EntranceKeeper entranceKeeper(CamelContext context, ChannelGate gate, Flow flow) {
    return new EntranceKeeper(context, gate, flow);
  }
}
