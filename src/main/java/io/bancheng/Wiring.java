package io.bancheng;

import io.bancheng.canonical.Problems;
import io.bancheng.canonical.StaffDirectory;
import io.bancheng.canonical.UsedNonces;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Bundle;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.HubConfig;
import io.bancheng.routes.AnswerPush;
import io.bancheng.routes.Edition;
import io.bancheng.routes.Patience;
import io.bancheng.security.BodyLimit;
import io.bancheng.security.CallerProofs;
import io.bancheng.security.ChannelPaths;
import io.bancheng.security.DataKeys;
import io.bancheng.security.HubSecret;
import io.bancheng.security.OutsideSecrets;
import io.bancheng.security.OutsideTls;
import io.bancheng.security.StaffPolicy;
import io.bancheng.security.SystemKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.observation.SecurityObservationSettings;

/** Settings, keys and entrances; the names of these beans are the ones that routes may call. */
@Configuration(proxyBeanMethods = false)
class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  /** Milliseconds are enough, and every store keeps them. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
  }

  /**
   * The operators' files, or what was last in force if they are broken. Where a second person has
   * to agree to changes, what the ledger has in force: nobody did to what was saved meanwhile.
   */
  @Bean
  Edition editionAtStart(
      HubSettings settings, StaffPolicy policy, ObjectProvider<VersionBook> book) {
    var versions = policy.fourEyes() ? book.getIfAvailable() : null;
    if (versions != null && versions.head().isPresent()) {
      return settings.snapshots().load(versions.kept(versions.head().get()));
    }
    try {
      return settings.snapshots().load(Bundle.of(settings.files()));
    } catch (Problems e) {
      var lastGood = settings.lastGood();
      if (!lastGood.exists()) {
        throw e;
      }
      LOG.error("Starting with what was last in force; the files are broken:\n{}", e.getMessage());
      return settings.snapshots().load(Bundle.of(lastGood.files()));
    }
  }

  @Bean
  HubConfig configAtStart(Edition edition) {
    return edition.config();
  }

  /** 1 while changed files lie there that may not come into force. */
  @Bean
  MeterBinder configurationRejected(ActiveConfig configuration) {
    return meters ->
        Gauge.builder(
                "bancheng.configuration.rejected",
                configuration,
                c -> c.rejected().isPresent() ? 1 : 0)
            .register(meters);
  }

  @Bean
  ActiveConfig configuration(HubConfig config, Clock clock) {
    return new ActiveConfig(config, clock);
  }

  /** Nobody asks how long each filter of each request took, and counting it costs more than it. */
  @Bean
  SecurityObservationSettings unobserved() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  StaffDirectory staffDirectory(ActiveConfig configuration) {
    return id -> configuration.current().office().staff().find(id);
  }

  @Bean
  SystemKeys systemKeys(HubSettings settings) {
    return new SystemKeys(settings.keys());
  }

  @Bean
  NewKeys newKeys(SystemKeys keys, HubConfig config) {
    return new NewKeys(keys.ensure(config.systemIds()));
  }

  @Bean
  AnswerPush answerPush(OutsideSecrets secrets, Patience patience) {
    return new AnswerPush(secrets::find, patience);
  }

  @Bean
  HubSecret hubSecret(HubSettings settings) {
    return new HubSecret(settings.keys(), settings.crypto());
  }

  @Bean
  DataKeys dataKeys(HubSettings settings) {
    return new DataKeys(settings.keys());
  }

  @Bean
  OutsideSecrets outsideSecrets(HubSettings settings, Environment environment) {
    return new OutsideSecrets(settings.keys(), environment::getProperty);
  }

  @Bean
  OutsideTls outsideTls(OutsideSecrets secrets, HubSettings settings) {
    return new OutsideTls(secrets, settings.shared());
  }

  @Bean
  ChannelPaths channelPaths(ActiveConfig configuration) {
    return new ChannelPaths(
        () ->
            configuration.current().channels().values().stream()
                .filter(channel -> channel.in().path() != null)
                .collect(Collectors.toMap(channel -> channel.in().path(), ChannelConfig::code)));
  }

  @Bean
  CallerProofs callerProofs(ActiveConfig configuration, UsedNonces nonces, Clock clock) {
    return new CallerProofs(id -> configuration.current().proof(id), nonces, clock);
  }

  @Bean
  BodyLimit bodyLimit(ChannelPaths paths, HubSettings settings) {
    var limits = settings.limits().reading();
    return new BodyLimit(limits.document(), limits.multipart(), paths);
  }
}
