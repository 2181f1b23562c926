package io.bancheng.config;

import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionLevel;
import java.util.List;
import java.util.Optional;

/**
 * One rung of the supervision ladder: when it is reached and who hears of it. Any one of its
 * triggers is enough; those that a rung does not have are empty.
 *
 * @param remainingPercent so much of the limit is left, but at most {@code remainingWorkdays}
 * @param overdueWorkdays working days after the due time, 0 as soon as it has passed
 * @param unansweredWorkdays working days since the rung below without an answer
 * @param repeatedWithinDays calendar days in which the rung below was reached twice
 * @param onBuckPassing also when buck-passing (推诿) is confirmed
 * @param issuedBy the office that issues it; {@code HUB} where no person is needed
 */
public record SupervisionStep(
    SupervisionLevel level,
    Optional<Integer> remainingPercent,
    Optional<Integer> remainingWorkdays,
    Optional<Integer> overdueWorkdays,
    Optional<Integer> unansweredWorkdays,
    Optional<Integer> repeatedWithinDays,
    boolean onBuckPassing,
    List<Office> tells,
    Office issuedBy) {
  public SupervisionStep {
    tells = List.copyOf(tells);
  }

  /** The role of the person who issues it; nobody's for what the hub does itself. */
  public Optional<Role> issuer() {
    return switch (issuedBy) {
      case EFFICIENCY_SUPERVISOR -> Optional.of(Role.EFFICIENCY_SUPERVISOR);
      case EFFICIENCY_OFFICE, EFFICIENCY_OFFICE_UPPER -> Optional.of(Role.EFFICIENCY_OFFICE);
      case CHIEF_REPRESENTATIVE -> Optional.of(Role.CHIEF_REPRESENTATIVE);
      case DEPT_HANDLER -> Optional.of(Role.DEPT_HANDLER);
      case DEPT_LEADER -> Optional.of(Role.DEPT_LEADER);
      case HUB -> Optional.empty();
    };
  }

  /** Who takes part in supervision. */
  public enum Office {
    HUB,
    DEPT_HANDLER,
    CHIEF_REPRESENTATIVE,
    DEPT_LEADER,
    EFFICIENCY_SUPERVISOR,
    EFFICIENCY_OFFICE,
    EFFICIENCY_OFFICE_UPPER
  }
}
