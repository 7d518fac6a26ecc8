package dev.tutti.learning.training;

/** What a choice is reckoned to bring on a prompt. Unbiased, not bounded: single ones may leave 0 to 1, or be below $0. */
public record Estimate(double score, double costUsd) {}
