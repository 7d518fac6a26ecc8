package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Overload of a service that does 1,000 requests a second, in virtual time. */
final class LoadSheddingSimulationTest {
    private static final int CAPACITY = 1_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final OverloadTerms TERMS =
            new OverloadTerms(8, 4_000, Duration.ofMillis(100), Duration.ofMillis(200));

    private static BusyService service(Duration upstream) {
        return new BusyService(CAPACITY, upstream, TERMS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 1_500})
    void threeTimesTheLoadGetsNearlyAllTheWorkDoneAndNobodyWaitsForLong(int upstreamMillis) {
        BusyService service = service(Duration.ofMillis(upstreamMillis));
        service.sends("greedy", 3 * CAPACITY);
        service.runs(Duration.ofSeconds(10));
        service.countAnew();

        service.runs(MINUTE);

        assertThat(service.done()).isGreaterThan(9 * CAPACITY * 60 / 10);
        assertThat(service.longestWait()).isLessThan(Duration.ofMillis(250));
    }

    /** Where everybody was let in at once everybody is read first, and nobody's answer is sent for seconds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void fromTheFirstSecondOnMostOfTheWorkGetsDoneAndNobodyWaitsForLong(int upstreamMillis) {
        BusyService service = service(Duration.ofMillis(upstreamMillis));
        service.sends("greedy", 3 * CAPACITY);
        service.runs(Duration.ofSeconds(1));
        service.countAnew();

        service.runs(Duration.ofSeconds(9));

        assertThat(service.done()).isGreaterThan(9 * CAPACITY * 9 / 10);
        assertThat(service.longestWait()).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 1_500})
    void aStandstillIsNotPaidForAnyLonger(int upstreamMillis) {
        BusyService service = service(Duration.ofMillis(upstreamMillis));
        service.sends("greedy", 3 * CAPACITY);
        service.runs(Duration.ofSeconds(10));

        service.pauses(Duration.ofMillis(500));
        service.runs(Duration.ofSeconds(1).plusMillis(upstreamMillis));
        service.countAnew();
        service.runs(Duration.ofSeconds(5));

        assertThat(service.done()).isGreaterThan(85 * CAPACITY * 5 / 100);
    }

    @Test
    void theQueueOfTheFirstMomentIsBounded() {
        BusyService service = service(Duration.ofMillis(100));

        service.sends("greedy", 3 * CAPACITY);
        service.runs(Duration.ofSeconds(10));

        assertThat(service.longestWait()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aServiceThatKeepsUpTurnsNobodyAwayNotEvenAfterAPause() {
        BusyService service = service(Duration.ofMillis(100));
        service.sends("a", 0.5 * CAPACITY);
        for (int second = 0; second < 60; second++) {
            service.pauses(Duration.ofMillis(100));
            service.runs(Duration.ofSeconds(1));
        }

        assertThat(service.tally("a").share()).isEqualTo(1);
    }

    @Test
    void aThousandStreamsThatWaitForTheirModelsAreNoWork() {
        BusyService service = service(Duration.ofSeconds(30));
        service.sends("streams", 0.1 * CAPACITY);
        service.runs(MINUTE);
        assertThat(service.shedder().inside()).isGreaterThan(2_500);
        assertThat(service.tally("streams").share()).isEqualTo(1);
    }

    @Test
    void whenTheCrowdHasGoneAllAreLetInAgain() {
        BusyService service = service(Duration.ofMillis(100));
        service.sends("greedy", 3 * CAPACITY);
        service.runs(Duration.ofSeconds(10));

        service.sends("greedy", 0.8 * CAPACITY);
        service.runs(Duration.ofSeconds(5));
        service.countAnew();
        service.runs(MINUTE);

        assertThat(service.tally("greedy").share()).isEqualTo(1);
        assertThat(service.shedder().perSecond()).isZero();
    }

    /** A hundred times as many requests as the modest key sends, three times as many as can be done. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200, 1_500})
    void aGreedyKeyTakesNothingFromAModestOne(int upstreamMillis) {
        BusyService service = service(Duration.ofMillis(upstreamMillis));
        service.sends("greedy", 3 * CAPACITY);
        service.sends("modest", 3 * CAPACITY / 100.0);

        service.runs(MINUTE);

        assertThat(service.tally("modest").share()).isGreaterThanOrEqualTo(0.95);
        assertThat(service.tally("greedy").admitted).isGreaterThan(8 * CAPACITY * 60 / 10);
    }

    @Test
    void aKeyThatBeginsUnderOverloadIsHeardFromItsFirstRequestOn() {
        BusyService service = service(Duration.ofMillis(100));
        service.sends("greedy", 3 * CAPACITY);
        service.runs(MINUTE);

        service.sends("late", 10);
        service.runs(MINUTE);

        assertThat(service.tally("late").share()).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void keysThatAllAskForMoreThanTheirShareGetTheSame() {
        BusyService service = service(Duration.ofMillis(100));
        service.sends("hundredfold", 5 * CAPACITY);
        service.sends("tenfold", CAPACITY);
        service.sends("half", 0.5 * CAPACITY);
        service.sends("modest", 0.1 * CAPACITY);
        service.runs(Duration.ofSeconds(10));
        service.countAnew();

        service.runs(MINUTE);

        // Max-min: 100 for the modest, a third of the rest for each of the others.
        assertThat(service.tally("modest").share()).isGreaterThanOrEqualTo(0.95);
        int even = (service.done() - service.tally("modest").admitted) / 3;
        for (String key : List.of("hundredfold", "tenfold", "half")) {
            assertThat((double) service.tally(key).admitted).as(key).isCloseTo(even, within(0.15 * even));
        }
    }

    @Test
    void whereNoMoreMayBeInsideAModestKeyStillFindsRoom() {
        BusyService service = new BusyService(
                CAPACITY,
                Duration.ofSeconds(30),
                new OverloadTerms(8, 200, Duration.ofMillis(100), Duration.ofMillis(200)));
        service.sends("greedy", 500);
        service.runs(Duration.ofSeconds(60));
        service.countAnew();

        service.sends("modest", 0.5);
        service.runs(Duration.ofMinutes(5));

        assertThat(service.tally("modest").share()).isGreaterThanOrEqualTo(0.95);
        assertThat(service.shedder().inside()).isLessThanOrEqualTo(200);
    }
}
