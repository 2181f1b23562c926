package io.bancheng;

import io.bancheng.accept.Correspondents;
import io.bancheng.accept.NoteDesk;
import io.bancheng.accept.RedoDesk;
import io.bancheng.accept.Registrar;
import io.bancheng.accept.ScreeningDesk;
import io.bancheng.assign.Assigner;
import io.bancheng.classify.Classifier;
import io.bancheng.close.AssignmentDesk;
import io.bancheng.close.ReplyDesk;
import io.bancheng.close.Reviewer;
import io.bancheng.feedback.CallbackDesk;
import io.bancheng.feedback.Teller;
import io.bancheng.rules.Rulebook;
import io.bancheng.supervise.BuckPassingWatch;
import io.bancheng.supervise.CalendarDesk;
import io.bancheng.supervise.DutyWatch;
import io.bancheng.supervise.SupervisionDesk;
import io.bancheng.supervise.Supervisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps: pure, so each is made of nothing but others of them. */
@Configuration(proxyBeanMethods = false)
class StepsWiring {
  @Bean
  Registrar registrar() {
    return new Registrar();
  }

  @Bean
  ScreeningDesk screeningDesk(Registrar registrar) {
    return new ScreeningDesk(registrar);
  }

  @Bean
  NoteDesk noteDesk(Registrar registrar) {
    return new NoteDesk(registrar);
  }

  @Bean
  Correspondents correspondents() {
    return new Correspondents();
  }

  @Bean
  Classifier classifier() {
    return new Classifier();
  }

  @Bean
  Assigner assigner() {
    return new Assigner();
  }

  @Bean
  Rulebook rulebook() {
    return new Rulebook();
  }

  @Bean
  ReplyDesk replyDesk(Rulebook rulebook) {
    return new ReplyDesk(rulebook);
  }

  @Bean
  AssignmentDesk assignmentDesk() {
    return new AssignmentDesk();
  }

  @Bean
  Reviewer reviewer() {
    return new Reviewer();
  }

  @Bean
  Teller teller() {
    return new Teller();
  }

  @Bean
  CallbackDesk callbackDesk() {
    return new CallbackDesk();
  }

  @Bean
  RedoDesk redoDesk() {
    return new RedoDesk();
  }

  @Bean
  Supervisor supervisor() {
    return new Supervisor();
  }

  @Bean
  BuckPassingWatch buckPassingWatch() {
    return new BuckPassingWatch();
  }

  @Bean
  DutyWatch dutyWatch() {
    return new DutyWatch();
  }

  @Bean
  SupervisionDesk supervisionDesk() {
    return new SupervisionDesk();
  }

  @Bean
  CalendarDesk calendarDesk() {
    return new CalendarDesk();
  }
}
