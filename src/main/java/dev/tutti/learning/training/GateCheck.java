package dev.tutti.learning.training;

/** One thing that a challenger must show: the value, the bound it was held against, and both in words. */
record GateCheck(String name, double value, double bound, boolean passed, String says) {}
