package io.bancheng.mappings;

import static io.bancheng.mappings.ChildCase.COORDINATOR;
import static io.bancheng.mappings.ChildCase.NO;
import static io.bancheng.mappings.ChildCase.POLICE;
import static io.bancheng.mappings.ChildCase.T;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.*;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutgoingLettersTest {
  private static final Consumer<ObjectNode> AS_IT_IS = tree -> {};
  private static final Function<String, UnaryOperator<Letter>> AS_THEY_ARE =
      code -> UnaryOperator.identity();

  private final OutgoingLetters letters =
      new OutgoingLetters("counter"::equals, code -> false, () -> true, AS_THEY_ARE);

  @Test
  void an_assignment_has_the_shape_that_departments_were_promised() throws IOException {
    var dispatched = only(letters.letters(ChildCase.dispatched(AS_IT_IS)), "ASSIGNMENT_DISPATCHED");
    assertThat(dispatched)
        .extracting(Letter::address)
        .containsExactly("department.341522.gaj.cases", "department.341522.jyj.cases");
    assertThat(dispatched.get(0).stream()).isEqualTo(NO + "/341522:gaj");
    assertThat(json(dispatched.get(0))).isEqualTo(promised());
    assertThat(json(dispatched.get(1)).get("replyBefore").asText())
        .isEqualTo("2026-10-22T23:59:59+08:00");
  }

  @Test
  void nothing_to_a_department_names_a_confidential_reporter() {
    var file =
        ChildCase.dispatched(
            tree -> {
              var reporter = (ObjectNode) tree.get("reporter");
              reporter.put("confidential", true).putObject("onBehalfOf").put("name", "李小某");
              var demand = (ObjectNode) tree.get("demand");
              demand.put("title", "李小某的号码").put("content", "我是李 某某，电话194-0000-0003、１９４０００００００３");
              tree.putArray("attachments").addObject().put("name", "李某某.jpg");
            });
    file = file.add(new Urged(T, Actor.HUB, null, Texts.of("text", "李某某又来电")));
    var toDepartments = letters.letters(file).stream().filter(l -> l.address().contains("341522"));
    assertThat(toDepartments)
        .hasSize(4)
        .allSatisfy(
            l ->
                assertThat(l.body())
                    .doesNotContain("李某某", "李 某某", "李小某", "19400000003", "0003", "０００３"));
    assertThat(json(only(letters.letters(file), "ASSIGNMENT_DISPATCHED").get(0)).get("reporter"))
        .hasToString("{\"type\":\"INDIVIDUAL\",\"confidential\":true}");
  }

  @Test
  void a_supporting_department_gets_no_contacts_and_no_numbers_and_the_lead_gets_them() {
    var file =
        ChildCase.dispatched(
            tree ->
                ((ObjectNode) tree.get("demand"))
                    .put(
                        "content",
                        "李某某，身份证341522198506120001，电话194 0000 0003；妻子 +86 19400000777，"
                            + "身份证３４１５２２１９８５０６１３０００Ｘ；原单号341522261010000128"));
    file = file.add(new Urged(T, Actor.HUB, null, Texts.of("text", "请回电19400000003")));

    var slips = only(letters.letters(file), "ASSIGNMENT_DISPATCHED");
    var urged = only(letters.letters(file), "URGED");

    assertThat(json(slips.get(0)).at("/reporter/contacts/0/value").asText())
        .isEqualTo("19400000003");
    assertThat(json(slips.get(0)).at("/demand/content").asText())
        .contains("341522198506120001", "194 0000 0003");
    assertThat(json(slips.get(1)).get("reporter"))
        .hasToString("{\"type\":\"INDIVIDUAL\",\"name\":\"李某某\",\"confidential\":false}");
    assertThat(json(slips.get(1)).at("/demand/content").asText())
        .isEqualTo("李某某，身份证***，电话***；妻子 +***，身份证***；原单号341522261010000128");
    assertThat(json(urged.get(0)).get("text").asText()).isEqualTo("请回电19400000003");
    assertThat(json(urged.get(1)).get("text").asText()).isEqualTo("请回电***");
  }

  @Test
  void no_letter_of_any_kind_to_a_department_names_a_confidential_reporter() {
    var words = Texts.of("text", "李某某 19400000003 341522198506120001");
    var content = Texts.of("content", "李某某 19400000003 341522198506120001");
    var base = ChildCase.taken(ChildCase.dispatched(OutgoingLettersTest::confidential));
    var signed =
        base.add(new Signed(T, POLICE, NO + "-1", T)).add(new Signed(T, POLICE, NO + "-2", T));
    var extension = new ExtensionRequested(T, POLICE, NO + "-1", "OTHER", 5, Texts.NONE);
    var answered = signed.add(opinion(1)).add(opinion(2));
    var all =
        Stream.of(
                ChildCase.dispatched(OutgoingLettersTest::confidential),
                base.add(new Urged(T, Actor.HUB, null, words)),
                base.add(new ClockBreached(T, Actor.HUB, ClockKind.HANDLE, NO, 1, T)),
                base.add(supplement("李某某 19400000003")),
                base.add(
                    new Supervised(
                        T, POLICE, NoteType.SUPERVISE, "李某某", T, null, content, List.of())),
                base.add(returnOf(1)).add(new ReturnRefused(T, COORDINATOR, NO + "-1", words)),
                base.add(returnOf(2)).add(new ReturnApproved(T, COORDINATOR, NO + "-2", words)),
                signed
                    .add(extension)
                    .add(new ExtensionDecided(T, COORDINATOR, NO + "-1", true, words, List.of())),
                base.add(new AssignmentWithdrawn(T, COORDINATOR, NO + "-1", words)),
                answered
                    .add(new OpinionIssued(T, Actor.HUB, List.of()))
                    .add(new OpinionRejected(T, COORDINATOR, NO + "-1", words, List.of())))
            .flatMap(file -> letters.letters(file).stream())
            .filter(letter -> letter.address().startsWith("department."))
            .toList();
    assertThat(all)
        .extracting(Letter::type)
        .contains(
            "ASSIGNMENT_DISPATCHED",
            "URGED",
            "REMINDER",
            "SUPPLEMENT",
            "SUPERVISED",
            "RETURN_REFUSED",
            "RETURN_APPROVED",
            "EXTENSION_DECIDED",
            "ASSIGNMENT_WITHDRAWN",
            "OPINION_REJECTED");
    assertThat(all)
        .allSatisfy(
            letter ->
                assertThat(letter.body())
                    .doesNotContain("李某某", "19400000003", "341522198506120001"));
  }

  @Test
  void a_person_spoken_for_is_told_when_nothing_is_confidential() {
    var file =
        ChildCase.dispatched(
            tree ->
                ((ObjectNode) tree.get("reporter"))
                    .putObject("onBehalfOf")
                    .put("name", "李小某")
                    .put("relation", "父子")
                    .put("idNumber", "1"));
    var slip = json(only(letters.letters(file), "ASSIGNMENT_DISPATCHED").get(0));
    assertThat(slip.at("/reporter/onBehalfOf"))
        .hasToString("{\"name\":\"李小某\",\"relation\":\"父子\"}");
  }

  @Test
  void a_registration_is_acknowledged_to_a_channel_that_takes_answers() {
    var file = ChildCase.registered(AS_IT_IS);
    var ack = one(letters.letters(file), "ACK");
    assertThat(ack.address()).isEqualTo("channel.counter.answers");
    assertThat(ack.stream()).isEqualTo(NO + "/channel");
    assertThat(ack.body())
        .isEqualTo(
            "{\"schemaVersion\":\"1.0\",\"messageType\":\"ACK\",\"caseNo\":\""
                + NO
                + "\","
                + "\"sourceSystem\":\"counter-1\",\"sourceCaseId\":\"HQ1\",\"status\":\"RECEIVED\","
                + "\"receivedAt\":\"2026-10-10T10:31:00+08:00\"}");
    assertThat(
            new OutgoingLetters(code -> false, code -> false, () -> true, AS_THEY_ARE)
                .letters(file))
        .isEmpty();
  }

  @Test
  void a_merged_case_is_acknowledged_once_with_the_case_it_went_into() {
    var file = ChildCase.registered(AS_IT_IS).add(new Merged(T, Actor.HUB, "OTHER", "L2"));
    var ack = json(one(letters.letters(file), "ACK"));
    assertThat(ack.get("status").asText()).isEqualTo("MERGED");
    assertThat(ack.get("mergedIntoCaseNo").asText()).isEqualTo("OTHER");
  }

  @Test
  void departments_that_have_not_answered_are_urged_and_reminded() {
    var file = answeredByLead().add(new Urged(T, Actor.HUB, null, Texts.of("text", "请尽快")));
    var urged = one(letters.letters(file), "URGED");
    assertThat(urged.address()).isEqualTo("department.341522.jyj.cases");
    assertThat(json(urged).get("urges").asInt()).isEqualTo(1);
    var breached =
        ChildCase.taken(ChildCase.dispatched(AS_IT_IS))
            .add(new ClockBreached(T, Actor.HUB, ClockKind.SIGN, NO + "-1", 1, T))
            .add(new ClockBreached(T, Actor.HUB, ClockKind.HANDLE, NO, 1, T))
            .add(new ClockBreached(T, Actor.HUB, ClockKind.FEEDBACK, NO, 1, T));
    assertThat(only(letters.letters(breached), "REMINDER"))
        .extracting(l -> json(l).get("kind").asText() + " " + json(l).get("department").asText())
        .containsExactly("SIGN 341522:gaj", "HANDLE 341522:gaj", "HANDLE 341522:jyj");
  }

  @Test
  void who_has_the_case_hears_what_is_added_and_who_gets_it_later_reads_it_with_the_rest() {
    var added = supplement("李某某补充：手机 19400000003");
    var file = ChildCase.taken(ChildCase.dispatched(OutgoingLettersTest::confidential)).add(added);
    var told = only(letters.letters(file), "SUPPLEMENT");
    assertThat(told).extracting(l -> json(l).get("department").asText()).hasSize(2);
    assertThat(json(told.get(0)).get("text").asText()).isEqualTo("***补充：手机 ***");
    assertThat(json(told.get(0)).at("/attachments/0/sha256").asText()).isEqualTo("ab");
    var before = ChildCase.registered(AS_IT_IS).with(List.of(added.addition().orElseThrow()));
    var slip = only(letters.letters(ChildCase.dispatched(before)), "ASSIGNMENT_DISPATCHED").get(0);
    assertThat(json(slip).at("/additions/0/text").asText()).contains("补充");
    assertThat(only(letters.letters(ChildCase.dispatched(before)), "SUPPLEMENT")).isEmpty();
  }

  @Test
  void the_lead_hears_that_its_source_supervises() {
    var supervised =
        new Supervised(
            T, POLICE, NoteType.SUPERVISE, "重点", T, null, Texts.of("content", "请答复"), List.of());
    var file = ChildCase.taken(ChildCase.dispatched(AS_IT_IS)).add(supervised);
    var letter = json(one(letters.letters(file), "SUPERVISED"));
    assertThat(letter.get("department").asText()).isEqualTo("341522:gaj");
    assertThat(letter.get("level").asText()).isEqualTo("重点");
    assertThat(letter.get("answerBefore").asText()).isEqualTo("2026-10-10T10:31:00+08:00");
  }

  @Test
  void a_note_by_queue_is_acknowledged_about_the_case_that_was_meant() {
    var receipt =
        new NoteReceipt(
            new NoteSubject(NO, "counter-1", "HQ1"),
            CaseStatus.MERGED,
            NoteType.URGE,
            "OTHER",
            false);
    var message = new InboundMessage(1L, "channel.counter", null, null, null, new byte[0], T);
    var ack = letters.receipt(receipt, message).get(0);
    assertThat(ack.address()).isEqualTo("channel.counter.answers");
    assertThat(json(ack).get("noteType").asText()).isEqualTo("URGE");
    assertThat(json(ack).get("mergedIntoCaseNo").asText()).isEqualTo("OTHER");
    assertThat(
            new OutgoingLetters(code -> false, code -> false, () -> true, AS_THEY_ARE)
                .receipt(receipt, message))
        .isEmpty();
  }

  @Test
  void the_channel_hears_of_signing_and_progress_and_delay() {
    var later = ChildCase.clock(ClockKind.HANDLE, NO, "2026-10-30T23:59:59+08:00");
    var file =
        ChildCase.taken(ChildCase.dispatched(AS_IT_IS))
            .add(new Signed(T, POLICE, NO + "-1", T))
            .add(new Signed(T, POLICE, NO + "-2", T))
            .add(new Progressed(T, POLICE, NO + "-1", null, Texts.of("text", "已调档")))
            .add(new ExtensionRequested(T, POLICE, NO + "-1", "UPPER_LEVEL", 5, Texts.NONE))
            .add(
                new ExtensionDecided(
                    T, COORDINATOR, NO + "-1", true, Texts.of("text", "同意"), List.of(later)));
    var all = letters.letters(file);
    assertThat(all)
        .extracting(Letter::type)
        .containsExactly("SIGN", "PROGRESS", "DELAY", "EXTENSION_DECIDED");
    assertThat(json(one(all, "DELAY")).get("newDueAt").asText())
        .isEqualTo("2026-10-30T23:59:59+08:00");
    assertThat(json(one(all, "EXTENSION_DECIDED")).get("granted").asBoolean()).isTrue();
  }

  @Test
  void a_department_hears_what_became_of_its_return_and_its_share() {
    var file = ChildCase.taken(ChildCase.dispatched(AS_IT_IS));
    file = file.add(returnOf(1)).add(new ReturnRefused(T, COORDINATOR, NO + "-1", Texts.NONE));
    file = file.add(returnOf(2)).add(new ReturnApproved(T, COORDINATOR, NO + "-2", Texts.NONE));
    file = file.add(new AssignmentWithdrawn(T, COORDINATOR, NO + "-1", Texts.of("text", "改派")));
    assertThat(letters.letters(file))
        .extracting(l -> l.type() + " " + l.address())
        .containsExactly(
            "RETURN_REFUSED department.341522.gaj.cases",
            "RETURN_APPROVED department.341522.jyj.cases",
            "ASSIGNMENT_WITHDRAWN department.341522.gaj.cases");
  }

  @Test
  void a_closed_case_is_answered_with_the_public_text_only() {
    var feedback = ChildCase.clock(ClockKind.FEEDBACK, NO, "2026-10-21T23:59:59+08:00");
    var file = answeredByLead();
    file = file.add(opinion(2)).add(new OpinionIssued(T, Actor.HUB, List.of(feedback)));
    file =
        ChildCase.taken(file)
            .add(
                new Closed(
                    T,
                    COORDINATOR,
                    ResultType.SOLVED,
                    "办法第三条",
                    Texts.of("opinionText", "内部意见"),
                    List.of()));
    var reply = json(one(letters.letters(file), "REPLY"));
    assertThat(reply.get("resultText").asText()).isEqualTo("已变更");
    assertThat(reply.get("policyBasis").asText()).isEqualTo("办法第三条");
    var told = json(one(letters.letters(file), "FEEDBACK"));
    assertThat(told.get("publicReplyText").asText()).isEqualTo("已变更");
    assertThat(told.get("feedbackBefore").asText()).isEqualTo("2026-10-21T23:59:59+08:00");
    assertThat(letters.letters(file)).noneMatch(l -> l.body().contains("内部意见"));
  }

  @Test
  void a_rejected_opinion_goes_back_to_its_department() {
    var file = answeredByLead().add(opinion(2)).add(new OpinionIssued(T, Actor.HUB, List.of()));
    file =
        ChildCase.taken(file)
            .add(
                new OpinionRejected(
                    T, COORDINATOR, NO + "-1", Texts.of("text", "未联系反映人"), List.of()));
    var letter = one(letters.letters(file), "OPINION_REJECTED");
    assertThat(json(letter).get("text").asText()).isEqualTo("未联系反映人");
  }

  @Test
  void the_channel_hears_what_is_missing_and_why_a_case_is_refused() {
    var asked =
        ChildCase.registered(AS_IT_IS)
            .add(new InfoRequested(T, Actor.HUB, List.of("location.regionCode"), List.of()));
    assertThat(json(one(letters.letters(asked), "INFO_REQUESTED")).at("/missingFields/0").asText())
        .isEqualTo("location.regionCode");
    var refused =
        ChildCase.registered(AS_IT_IS)
            .add(new Screened(T, Actor.HUB, List.of(), List.of()))
            .add(new Rejected(T, COORDINATOR, ExclusionReason.PETITION, "请到信访局", T));
    assertThat(json(one(letters.letters(refused), "RETURN")).get("referralText").asText())
        .isEqualTo("请到信访局");
  }

  @Test
  void what_the_hub_will_not_handle_it_gives_back_to_the_channel() {
    var screened =
        ChildCase.registered(AS_IT_IS).add(new Screened(T, Actor.HUB, List.of(), List.of()));
    var elsewhere = screened.add(new TransferredOut(T, COORDINATOR, "340100", null));
    var gaveBack = json(one(letters.letters(elsewhere), "RETURN"));
    assertThat(gaveBack.get("reasonCode").asText()).isEqualTo("OTHER_JURISDICTION");
    assertThat(gaveBack.get("targetRegionCode").asText()).isEqualTo("340100");
    var asked =
        ChildCase.registered(AS_IT_IS)
            .add(new InfoRequested(T, Actor.HUB, List.of("demand.content"), List.of()))
            .add(new Expired(T, Actor.HUB));
    assertThat(json(one(letters.letters(asked), "RETURN")).get("reasonCode").asText())
        .isEqualTo("INFO_INSUFFICIENT");
    var clerk = new Actor(Role.WINDOW_CLERK, "li", null);
    var byOffice = screened.add(new Withdrawn(T, clerk, Texts.of("reasonText", "来电撤回")));
    assertThat(json(one(letters.letters(byOffice), "RETURN")).get("text").asText())
        .isEqualTo("来电撤回");
    var reporter = new Actor(Role.REPORTER, "channel.counter", null);
    var byItself = screened.add(new Withdrawn(T, reporter, Texts.NONE));
    assertThat(only(letters.letters(byItself), "RETURN")).isEmpty();
  }

  @Test
  void a_channel_that_has_its_own_words_is_answered_in_them_and_departments_are_not() {
    var hotline = Mappings.load(Path.of("mappings"), new FixedGazetteer()).dialect("hotline-json");
    var own = new OutgoingLetters("counter"::equals, code -> false, () -> true, code -> hotline);
    var all = own.letters(ChildCase.dispatched(AS_IT_IS));
    var ack = one(all, "ACK");
    assertThat(ack.address()).isEqualTo("channel.counter.answers");
    assertThat(json(ack).at("/data/orderCode").asText()).isEqualTo("HQ1");
    assertThat(json(ack).at("/data/operateTime").asText()).isEqualTo("2026-10-10 10:31:00");
    assertThat(json(ack).has("messageType")).isFalse();
    assertThat(json(only(all, "ASSIGNMENT_DISPATCHED").get(0)).has("messageType")).isTrue();
  }

  private static void confidential(ObjectNode tree) {
    ((ObjectNode) tree.get("reporter")).put("confidential", true);
  }

  private static SupplementAdded supplement(String text) {
    var document = new Submission.Attachment(null, "image/jpeg", 3L, "ab", null, null);
    return new SupplementAdded(T, POLICE, Texts.of("content", text), List.of(document));
  }

  private static CaseFile answeredByLead() {
    return ChildCase.taken(
        ChildCase.dispatched(AS_IT_IS)
            .add(new Signed(T, POLICE, NO + "-1", T))
            .add(new Signed(T, POLICE, NO + "-2", T))
            .add(opinion(1)));
  }

  private static OpinionSubmitted opinion(int n) {
    var texts = Texts.of("opinionText", "内部意见").and("publicReplyText", "已变更");
    return new OpinionSubmitted(
        T, POLICE, NO + "-" + n, ResultType.SOLVED, null, Instant.EPOCH, texts);
  }

  private static ReturnRequested returnOf(int n) {
    return new ReturnRequested(
        T, POLICE, NO + "-" + n, "NOT_OUR_DUTY", null, null, Texts.NONE, List.of());
  }

  private static JsonNode promised() throws IOException {
    try (var in =
        OutgoingLettersTest.class.getResourceAsStream("/department/OUT-assignment-lead.json")) {
      var sample = (ObjectNode) CanonicalJson.MAPPER.readTree(in);
      return sample.without("messageId");
    }
  }

  private static List<Letter> only(List<Letter> letters, String type) {
    return letters.stream().filter(l -> l.type().equals(type)).toList();
  }

  private static Letter one(List<Letter> letters, String type) {
    assertThat(only(letters, type)).hasSize(1);
    return only(letters, type).get(0);
  }

  private static JsonNode json(Letter letter) {
    try {
      return CanonicalJson.MAPPER.readTree(letter.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
