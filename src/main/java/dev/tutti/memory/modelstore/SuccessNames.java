package dev.tutti.memory.modelstore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the success model's features are called, in one place for training and serving: {@code x7} is number 7 of the
 * prompt, {@code h123} an n-gram bucket, any other name a descriptor of the plan, {@code NAME*x7} a cross of the two.
 */
public final class SuccessNames {
    static final char NUMBER = 'x';
    static final char BUCKET = 'h';
    static final String CROSS = "*x";

    /** Names are looked up millions of times while a model is trained: the same objects are found faster. */
    private static final int NAMED_BEFORE = 1 << 14;

    private static final String[] BUCKETS = names(BUCKET, NAMED_BEFORE);

    private SuccessNames() {}

    private static String[] names(char kind, int count) {
        String[] names = new String[count];
        Arrays.setAll(names, i -> "" + kind + i);
        return names;
    }

    /** One named number that is not 0. */
    public record Named(String name, double value) {}

    /** The part that is the same for every plan. */
    public static List<Named> ofPrompt(double[] numbers, int[] hashed) {
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                named.add(new Named("" + NUMBER + i, numbers[i]));
            }
        }
        double each = bucketValue(hashed.length);
        for (int bucket : hashed) {
            named.add(new Named(bucket < NAMED_BEFORE ? BUCKETS[bucket] : "" + BUCKET + bucket, each));
        }
        return named;
    }

    /** The plan's descriptors, and the crosses of those that cross. */
    public static List<Named> ofPlan(List<PlanDescriptors.Descriptor> plan, double[] numbers) {
        List<Named> named = new ArrayList<>();
        for (PlanDescriptors.Descriptor descriptor : plan) {
            if (descriptor.value() == 0) {
                continue;
            }
            named.add(new Named(descriptor.name(), descriptor.value()));
            for (int i = 0; descriptor.crossed() && i < numbers.length; i++) {
                if (numbers[i] != 0) {
                    named.add(new Named(descriptor.name() + CROSS + i, descriptor.value() * numbers[i]));
                }
            }
        }
        return named;
    }

    /** Long prompts have many buckets: each counts less. */
    static double bucketValue(int buckets) {
        return 1 / Math.sqrt(Math.max(1, buckets));
    }
}
