package dev.tutti.learning.training;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Spearman's rank correlation; equal values share their mean rank. */
final class Ranks {
    private Ranks() {}

    /** From -1 to 1; 0 where one side tells nothing apart. */
    static <T> double correlation(List<T> all, ToDoubleFunction<T> one, ToDoubleFunction<T> other) {
        double[] x = ranks(all.stream().mapToDouble(one).toArray());
        double[] y = ranks(all.stream().mapToDouble(other).toArray());
        double spread = Math.sqrt(product(x, x) * product(y, y));
        return spread == 0 ? 0 : product(x, y) / spread;
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            long below = Arrays.stream(values).filter(other -> other < value).count();
            long equal = Arrays.stream(values).filter(other -> other == value).count();
            ranks[i] = below + (equal - 1) / 2.0;
        }
        return ranks;
    }

    /** About their means, which are the same for all ranks. */
    private static double product(double[] x, double[] y) {
        double mean = (x.length - 1) / 2.0;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mean) * (y[i] - mean);
        }
        return sum;
    }
}
