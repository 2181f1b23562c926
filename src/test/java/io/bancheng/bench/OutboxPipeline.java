package io.bancheng.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConstants;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bare Camel with an outbox, as a careful engineer adds it: order and letter in one transaction, a
 * route that polls for letters, sends each and marks it. Not a configuration class, so that the hub
 * does not find it.
 */
@EnableAutoConfiguration
public class OutboxPipeline {
  public static void main(String[] args) {
    SpringApplication.run(OutboxPipeline.class, args);
  }

  @Bean
  JmsComponent jms(@Value("${bare.broker}") String brokerUrl) {
    var factory = new ActiveMQConnectionFactory(brokerUrl);
    factory.setBlockOnDurableSend(true);
    var cached = new CachingConnectionFactory((ConnectionFactory) factory);
    cached.setSessionCacheSize(64);
    var jms = new JmsComponent();
    jms.setConnectionFactory(cached);
    return jms;
  }

  @Bean
  RouteBuilder flow(DataSource database, ObjectMapper json, PlatformTransactionManager manager) {
    var jdbc = new JdbcTemplate(database);
    var transaction = new TransactionTemplate(manager);
    jdbc.execute(
        "create table if not exists bare (id bigint generated always as identity primary key,"
            + " source_id text not null unique, body text not null,"
            + " received_at timestamptz not null default now());"
            + "create table if not exists letter (id bigint generated always as identity primary key,"
            + " address text not null, body text not null, sent boolean not null default false);"
            + "create index if not exists letter_owed on letter (id) where not sent");
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("platform-http:/cases?httpMethodRestrict=POST")
            .process(exchange -> store(exchange, jdbc, transaction, json));
        from("timer:relay?period=20")
            .process(exchange -> exchange.getIn().setBody(owed(jdbc)))
            .split(body())
            .process(OutboxPipeline::letter)
            .to("jms:queue:bare?deliveryPersistent=true&disableReplyTo=true")
            .process(
                exchange ->
                    jdbc.update(
                        "update letter set sent = true where id = ?",
                        exchange.getProperty("letter")));
      }
    };
  }

  private static void store(
      Exchange exchange, JdbcTemplate jdbc, TransactionTemplate transaction, ObjectMapper json)
      throws IOException {
    JsonNode order = json.readTree(exchange.getIn().getBody(byte[].class));
    String sourceId = order.path("data").path("orderCode").asText();
    String body = order.toString();
    String address = "outboxed." + Math.floorMod(sourceId.hashCode(), BarePipeline.QUEUES);
    transaction.executeWithoutResult(
        status -> {
          jdbc.update("insert into bare (source_id, body) values (?, ?)", sourceId, body);
          jdbc.update("insert into letter (address, body) values (?, ?)", address, body);
        });
    exchange.getIn().removeHeaders("*");
    exchange.getIn().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
    exchange.getIn().setHeader(Exchange.CONTENT_TYPE, "application/json");
    exchange.getIn().setBody("{\"id\":\"" + sourceId + "\"}");
  }

  private static List<Map<String, Object>> owed(JdbcTemplate jdbc) {
    return jdbc.queryForList(
        "select id, address, body from letter where not sent order by id limit 200");
  }

  private static void letter(Exchange exchange) {
    Map<?, ?> letter = exchange.getIn().getBody(Map.class);
    exchange.setProperty("letter", letter.get("id"));
    exchange.getIn().setHeader(JmsConstants.JMS_DESTINATION_NAME, letter.get("address"));
    exchange.getIn().setBody(letter.get("body"));
  }
}
