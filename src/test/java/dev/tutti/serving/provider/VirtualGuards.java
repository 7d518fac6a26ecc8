package dev.tutti.serving.provider;

import dev.tutti.serving.SimulatedTime;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.faulttolerance.apiimpl.BasicCircuitBreakerMaintenanceImpl;
import io.smallrye.faulttolerance.apiimpl.BuilderLazyDependencies;
import io.smallrye.faulttolerance.apiimpl.TypedGuardImpl;
import io.smallrye.faulttolerance.core.event.loop.EventLoop;
import io.smallrye.faulttolerance.core.metrics.MeteredOperation;
import io.smallrye.faulttolerance.core.metrics.MetricsProvider;
import io.smallrye.faulttolerance.core.metrics.MetricsRecorder;
import io.smallrye.faulttolerance.core.timer.Timer;
import io.smallrye.faulttolerance.core.timer.TimerTask;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** Guards as SmallRye builds them, over a timer in simulated time; whatever else they ask for fails. */
final class VirtualGuards implements Guards {
    private final SimulatedTime time;

    VirtualGuards(SimulatedTime time) {
        this.time = time;
    }

    @Override
    public TypedGuard.Builder<CompletionStage<CallEnding>> begin() {
        BasicCircuitBreakerMaintenanceImpl maintenance = new Maintenance();
        return new TypedGuardImpl.BuilderImpl<>(() -> maintenance, Dependencies::new, STAGE.getType());
    }

    private static final class Maintenance extends BasicCircuitBreakerMaintenanceImpl {}

    private final class Dependencies implements BuilderLazyDependencies {
        @Override
        public boolean ftEnabled() {
            return true;
        }

        @Override
        public ExecutorService asyncExecutor() {
            return java.util.concurrent.ForkJoinPool.commonPool();
        }

        @Override
        public EventLoop eventLoop() {
            return EventLoop.get();
        }

        @Override
        public Timer timer() {
            return new VirtualTimer();
        }

        @Override
        public MetricsProvider metricsProvider() {
            return new NoMetrics();
        }
    }

    private static final class NoMetrics implements MetricsProvider {
        @Override
        public boolean isEnabled() {
            return false;
        }

        @Override
        public MetricsRecorder create(MeteredOperation operation) {
            return MetricsRecorder.NOOP;
        }
    }

    private final class VirtualTimer implements Timer {
        @Override
        public int getId() {
            return 0;
        }

        @Override
        public TimerTask schedule(long delayInMillis, Runnable task) {
            AtomicBoolean done = new AtomicBoolean();
            Runnable calledOff = time.after(Duration.ofMillis(delayInMillis), () -> {
                done.set(true);
                task.run();
            });
            return new TimerTask() {
                @Override
                public boolean isDone() {
                    return done.get();
                }

                @Override
                public boolean cancel() {
                    calledOff.run();
                    return !done.getAndSet(true);
                }
            };
        }

        @Override
        public TimerTask schedule(long delayInMillis, Runnable task, Executor executor) {
            return schedule(delayInMillis, task);
        }

        @Override
        public int countScheduledTasks() {
            throw new AssertionError("unscripted");
        }

        @Override
        public void shutdown() {
            throw new AssertionError("unscripted");
        }
    }
}
