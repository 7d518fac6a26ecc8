package dev.tutti.edge.cli;

import jakarta.enterprise.context.Dependent;

/** What commands reach in the started program; made only when asked for. */
@Dependent
final class Rooms {}
