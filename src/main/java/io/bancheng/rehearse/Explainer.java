package io.bancheng.rehearse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.accept.Registrar;
import io.bancheng.assign.Assigner;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.InfoRequested;
import io.bancheng.canonical.Registration;
import io.bancheng.canonical.RoutingDecision;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.classify.Classifier;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.config.RuleReasons;
import io.bancheng.config.Turn;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one case through the steps up to its dispatch, without a ledger, and says why. */
public final class Explainer {
  private static final String NUMBER = "EXPLAIN";

  private final HubConfig config;
  private final Mappings mappings;
  private final Registrar registrar = new Registrar();
  private final Classifier classifier = new Classifier();
  private final Assigner assigner = new Assigner();

  public Explainer(HubConfig config, Mappings mappings) {
    this.config = config;
    this.mappings = mappings;
  }

  /**
   * Explains a canonical submission, or a message in a channel's own format.
   *
   * @param channel whose message it is; null if the hub shall find the one channel that can read it
   * @throws Unacceptable if it cannot be read or is no case
   */
  public Explanation explain(byte[] raw, String contentType, String channel, Instant now) {
    var canonical = canonical(raw);
    String code = channel == null ? canonical.map(this::sender).orElse(null) : known(channel);
    if (canonical.isPresent()) {
      return explain(canonical.get(), code, now);
    }
    return code == null ? anyChannel(raw, contentType, now) : read(raw, contentType, code, now);
  }

  private Explanation read(byte[] raw, String contentType, String code, Instant now) {
    var channel = config.channels().get(code);
    var incoming =
        mappings
            .mapping(channel.mapping())
            .read(raw, new Received(code, channel.channel(), null, contentType));
    if (incoming instanceof Incoming.NewCase fresh) {
      return explain(fresh.submission(), code, now);
    }
    throw new Unacceptable(
        Unacceptable.Kind.INVALID,
        incoming instanceof Incoming.About about
            ? "This is a %s about a case that is here already.".formatted(about.note().type())
            : ((Incoming.Nothing) incoming).why(),
        List.of());
  }

  private Explanation anyChannel(byte[] raw, String contentType, Instant now) {
    var found = new ArrayList<Explanation>();
    for (ChannelConfig channel : config.channels().values()) {
      try {
        found.add(read(raw, contentType, channel.code(), now));
      } catch (Unacceptable e) {
        // another channel's message, or none; what is wrong is told when the channel is named
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    var codes = found.stream().map(Explanation::channel).toList();
    throw new Unacceptable(
        Unacceptable.Kind.INVALID,
        (codes.isEmpty()
                ? "No channel reads this as a case."
                : "Several channels read this: %s.".formatted(String.join(", ", codes)))
            + " Name the channel to learn more.",
        List.of());
  }

  private Explanation explain(Submission said, String channel, Instant now) {
    var registered =
        registrar.register(new Registration(NUMBER, channel, said, null, List.of()), config, now);
    var turn = assigner.assign(classifier.classify(registered));
    var current = turn.current();
    var decision = current.classification() == null ? null : current.classification().decision();
    var hits = current.screening() == null ? List.<ScreeningHit>of() : current.screening().hits();
    return new Explanation(
        config.version(),
        channel,
        said,
        hits,
        decision,
        decision == null ? List.of() : reasons(turn, decision),
        receivers(turn),
        current.clocks(),
        current.status(),
        waitsFor(turn, hits, decision));
  }

  private List<RuleReasons> reasons(Turn turn, RoutingDecision decision) {
    var facts = Classifier.facts(turn);
    var all = new ArrayList<RuleReasons>();
    config.routing().reasons(decision.ruleId(), decision.pass(), facts).ifPresent(all::add);
    decision
        .runnersUp()
        .forEach(
            next ->
                config.routing().reasons(next.ruleId(), next.pass(), facts).ifPresent(all::add));
    return List.copyOf(all);
  }

  private List<Explanation.Receiver> receivers(Turn turn) {
    return turn.current().assignments().stream()
        .map(
            a ->
                new Explanation.Receiver(
                    a.department().toString(),
                    config.departments().nameZh(a.department()),
                    a.role().name()))
        .toList();
  }

  private String waitsFor(Turn turn, List<ScreeningHit> hits, RoutingDecision decision) {
    var asked =
        turn.file().fresh().stream()
            .filter(InfoRequested.class::isInstance)
            .map(InfoRequested.class::cast)
            .findFirst();
    if (asked.isPresent()) {
      return "the reporter, who is asked for " + String.join(", ", asked.get().missingFields());
    }
    var grounds =
        hits.stream().filter(ScreeningHit::needsPerson).map(ScreeningHit::ruleId).toList();
    if (!grounds.isEmpty()) {
      return "a clerk, who decides on " + String.join(", ", grounds);
    }
    if (turn.current().status() != CaseStatus.ACCEPTED) {
      return null;
    }
    return decision != null && !decision.dispatchable()
        ? "the duty coordinator: no rule hits"
        : "the duty coordinator: the region has no " + String.join(", ", lacking(turn, decision));
  }

  private List<String> lacking(Turn turn, RoutingDecision decision) {
    var types = new ArrayList<String>();
    types.add(decision.leadType());
    types.addAll(decision.supportTypes());
    String region = turn.current().regionCode();
    types.removeIf(type -> config.departments().resolve(type, region).isPresent());
    return types;
  }

  /** The channel that a submission names itself, if it is one of ours. */
  private String sender(Submission said) {
    var envelope = said.envelope();
    String system = envelope.sourceSystem();
    return system != null && config.channels().containsKey(system)
        ? system
        : config.channels().values().stream()
            .filter(channel -> channel.channel() == envelope.channel())
            .map(ChannelConfig::code)
            .findFirst()
            .orElse(system);
  }

  private String known(String channel) {
    if (config.channels().containsKey(channel)) {
      return channel;
    }
    throw new Unacceptable(
        Unacceptable.Kind.INVALID,
        "There is no channel \"%s\". Channels: %s."
            .formatted(channel, String.join(", ", config.channels().keySet())),
        List.of(new Unacceptable.Fault("/channel", "must be the code of a channel")));
  }

  /** A submission in canonical form, by itself or in the expectation beside a mapping's example. */
  private static Optional<Submission> canonical(byte[] raw) {
    try {
      JsonNode tree = CanonicalJson.MAPPER.readTree(raw);
      var form = tree.path("canonical").isObject() ? tree.get("canonical") : tree;
      return form.has("schemaVersion") && form.has("envelope") && form.has("demand")
          ? Optional.of(CanonicalJson.MAPPER.treeToValue(form, Submission.class))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (java.io.IOException e) {
      return Optional.empty();
    }
  }
}
