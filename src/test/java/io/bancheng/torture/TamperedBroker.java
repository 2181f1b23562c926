package io.bancheng.torture;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.lang.reflect.Method;
import java.util.Optional;

/** A broker every send, receipt and commit of which is a step with a name. */
final class TamperedBroker {
  private final Tampering tampering;
  private final Optional<Mutant> mutant;

  TamperedBroker(Tampering tampering, Optional<Mutant> mutant) {
    this.tampering = tampering;
    this.mutant = mutant;
  }

  ConnectionFactory around(ConnectionFactory factory) {
    return Wrapped.as(
        ConnectionFactory.class,
        (method, args) -> {
          var result = Wrapped.through(factory, method, args);
          return result instanceof Connection connection ? around(connection) : result;
        });
  }

  private Connection around(Connection connection) {
    return Wrapped.as(
        Connection.class,
        (method, args) -> {
          var result = Wrapped.through(connection, method, args);
          return result instanceof Session session ? new Talk(session).around() : result;
        });
  }

  /** One session, and what it is about. */
  private final class Talk {
    private final Session session;
    private String about = "";

    Talk(Session session) {
      this.session = session;
    }

    Session around() {
      return Wrapped.as(Session.class, this::answer);
    }

    private Object answer(Method method, Object[] args) throws Throwable {
      if (method.getName().equals("commit") && !about.isEmpty()) {
        return commit(method, args);
      }
      var result = Wrapped.through(session, method, args);
      if (result instanceof MessageProducer producer) {
        return around(producer, kind(args[0]));
      }
      return result instanceof MessageConsumer consumer ? around(consumer, kind(args[0])) : result;
    }

    private Object commit(Method method, Object[] args) throws Throwable {
      String step = "broker's commit of " + about;
      tampering.before(step);
      Object result;
      try {
        result = Wrapped.through(session, method, args);
      } catch (jakarta.jms.JMSException e) {
        if (mutant.filter(m -> m.takesRefusalForSuccess(e)).isEmpty()) {
          throw e;
        }
        session.rollback();
        result = null;
      }
      tampering.after(step);
      return result;
    }

    private MessageProducer around(MessageProducer producer, String kind) {
      return Wrapped.as(
          MessageProducer.class,
          (method, args) -> {
            boolean sends = method.getName().equals("send");
            String step = "";
            if (sends) {
              boolean anywhere = !(args[0] instanceof Message);
              step = "send to " + (anywhere ? kind(args[0]) : kind);
              about = step.endsWith("hub.events") ? "events" : "letters";
              var message = (Message) args[anywhere ? 1 : 0];
              if (mutant.isPresent()) {
                mutant.get().outgoing(message);
              }
              tampering.before(step);
            }
            var result = Wrapped.through(producer, method, args);
            if (sends) {
              tampering.after(step);
            }
            return result;
          });
    }

    private MessageConsumer around(MessageConsumer consumer, String kind) {
      return Wrapped.as(
          MessageConsumer.class,
          (method, args) -> {
            var result = Wrapped.through(consumer, method, args);
            if (result instanceof Message) {
              about = "receipt from " + kind;
              if (mutant.filter(Mutant::forgetsFirst).isPresent()) {
                session.commit();
              }
              tampering.after(about);
            }
            return result;
          });
    }
  }

  /** Addresses of one kind are one step: {@code department.….cases}. */
  private static String kind(Object destination) {
    String name = String.valueOf(destination).replaceAll("^\\w+\\[|\\]$", "");
    return name.replaceAll("department\\.\\w+\\.\\w+\\.", "department.….");
  }
}
