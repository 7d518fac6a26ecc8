package dev.tutti.learning.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tutti.words.chat.Usd;

/**
 * What judges did and how far their word goes. {@code agreement}: how often two judges of one answer were near enough to make
 * a label. {@code withVerifiers} and {@code withPeople}: how often that label and theirs lie on the same side of 0.5.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record JudgeInsight(long calls, Usd costUsd, Estimate agreement, Estimate withVerifiers, Estimate withPeople) {}
