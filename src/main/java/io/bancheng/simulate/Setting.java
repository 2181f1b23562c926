package io.bancheng.simulate;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which year is played, and with what.
 *
 * @param from the first day; empty for the first of January of the last year whose holidays are
 *     announced
 * @param config the operators' folders
 * @param database address of an empty database; empty for one that is made and thrown away
 * @param keep where the ledger of the year is kept to be looked at; empty to throw it away
 */
public record Setting(
    Optional<LocalDate> from,
    int days,
    int cases,
    long seed,
    Path config,
    Path mappings,
    Path routes,
    Optional<String> database,
    Optional<Path> keep) {}
