package io.bancheng.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
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

/**
 * The least that could stand in the hub's place, to compare with: Camel takes an order by HTTP,
 * parses it, stores it with one insert, puts it on one of ten queues and answers 201. No ledger, no
 * rules, no keys, no repeats. Not a configuration class, so that the hub does not find it.
 */
@EnableAutoConfiguration
public class BarePipeline {
  static final int QUEUES = 10;

  public static void main(String[] args) {
    SpringApplication.run(BarePipeline.class, args);
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
  RouteBuilder intake(DataSource database, ObjectMapper json) {
    var jdbc = new JdbcTemplate(database);
    jdbc.execute(
        "create table if not exists bare (id bigint generated always as identity primary key,"
            + " source_id text not null unique, body text not null,"
            + " received_at timestamptz not null default now())");
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("platform-http:/cases?httpMethodRestrict=POST")
            .process(exchange -> store(exchange, jdbc, json))
            .to("jms:queue:bare?deliveryPersistent=true&disableReplyTo=true")
            .process(BarePipeline::answer);
      }
    };
  }

  private static void store(Exchange exchange, JdbcTemplate jdbc, ObjectMapper json)
      throws IOException {
    JsonNode order = json.readTree(exchange.getIn().getBody(byte[].class));
    String sourceId = order.path("data").path("orderCode").asText();
    String body = order.toString();
    jdbc.update("insert into bare (source_id, body) values (?, ?)", sourceId, body);
    exchange.getIn().removeHeaders("*");
    exchange.getIn().setBody(body);
    exchange
        .getIn()
        .setHeader(
            JmsConstants.JMS_DESTINATION_NAME,
            "bare." + Math.floorMod(sourceId.hashCode(), QUEUES));
    exchange.setProperty("sourceId", sourceId);
  }

  private static void answer(Exchange exchange) {
    exchange.getIn().removeHeaders("*");
    exchange.getIn().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
    exchange.getIn().setHeader(Exchange.CONTENT_TYPE, "application/json");
    exchange.getIn().setBody("{\"id\":\"" + exchange.getProperty("sourceId") + "\"}");
  }
}
