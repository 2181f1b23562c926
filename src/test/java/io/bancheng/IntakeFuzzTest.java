package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.harness.HubClient.Answer;
import io.bancheng.harness.Mangled;
import io.bancheng.harness.ShippedSample;
import io.bancheng.ledger.Quarantine;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeTry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContextManager;

/**
 * Terminals, forms, hotlines and mail systems that send anything at all: every message is a case, a
 * note about one or nothing, or is refused with a reason and kept as it came.
 */
class IntakeFuzzTest extends HubTest {
  private static final List<ShippedSample> SAMPLES =
      Stream.of(
              ShippedSample.of("counter-xml", "every-field.xml"),
              ShippedSample.of("counter-xml", "C01-seed-qianshan-reimbursement.xml"),
              ShippedSample.of("counter-xml", "gbk-and-a-list-of-names.xml"),
              ShippedSample.of("web-form", "every-field-gbk.http"),
              ShippedSample.of("web-form", "W02-emoji.http"),
              ShippedSample.of("web-form", "with-documents.http"),
              ShippedSample.of("hotline-json", "H11-messy-formats.json"),
              ShippedSample.of("hotline-json", "N04-supplement-with-files.json"),
              ShippedSample.of("mail", "M01-template-gb18030.eml"),
              ShippedSample.of("mail", "M04-reply-supplement.eml"))
          .map(ShippedSample::anew)
          .toList();
  private static final List<String> TYPES =
      List.of(
          "application/xml;charset=GBK",
          "text/xml; charset=\"utf-16\"",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded;charset=nonsense",
          "multipart/form-data",
          "multipart/form-data; boundary=----FormBoundary7MA4YWxk",
          "application/x-java-serialized-object",
          "a/b/c;;;charset=");
  private static final Set<Integer> ANSWERS = Set.of(200, 201, 202, 400, 404, 409, 422);

  @Autowired JdbcTemplate jdbc;
  @Autowired Quarantine quarantine;

  /** A sample, or what is left of it. */
  record Message(ShippedSample sample, String contentType, byte[] body) {}

  @BeforeTry
  void hubIsThere() throws Exception {
    new TestContextManager(getClass()).prepareTestInstance(this);
    CLOCK.turnTo("2026-10-16T09:00:00");
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void whatever_comes_is_taken_or_refused_and_kept(@ForAll("messages") Message message) {
    var answer = send(message);

    assertThat(answer.status()).isIn(ANSWERS);
    assertThat(answer.raw().body()).doesNotContain("Exception", "io.bancheng", "\tat ");
    if (answer.status() >= 400) {
      long id = jdbc.queryForObject("select max(id) from inbound where state = 'Q'", Long.class);
      assertThat(quarantine.find(id).orElseThrow().raw()).isEqualTo(message.body());
      assertThat(listed(id)).isTrue();
    }
  }

  @Provide
  Arbitrary<Message> messages() {
    return Arbitraries.of(SAMPLES)
        .flatMap(
            sample ->
                Combinators.combine(types(sample), Mangled.of(sample.body()))
                    .as((type, body) -> new Message(sample, type, body)));
  }

  private static Arbitrary<String> types(ShippedSample sample) {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(sample.contentType())), Tuple.of(1, Arbitraries.of(TYPES)));
  }

  private Answer send(Message message) {
    var sample = message.sample();
    return hub()
        .send(
            hub()
                .request("channel." + sample.channel(), sample.path())
                .header("Content-Type", message.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body())));
  }

  private boolean listed(long id) {
    var page = hub().get("staff.admin", "/api/v1/parked?after=" + (id - 1)).body().path("parked");
    return StreamSupport.stream(page.spliterator(), false)
        .anyMatch(parked -> parked.path("id").asLong() == id);
  }
}
