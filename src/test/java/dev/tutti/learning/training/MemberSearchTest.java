package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class MemberSearchTest {
    private static final ModelId STRONG = new ModelId("a/strong");
    private static final ModelId TWIN = new ModelId("b/twin");
    private static final ModelId OTHER = new ModelId("c/other");
    private static final ModelId THIRD = new ModelId("d/third");
    private static final CascadeSettings THREE = new CascadeSettings(100, 3, 3, 4, 5, 0.1, 12, 1_200);

    /**
     * The strong model and its cheaper twin are wrong on the same prompts and in the same way; the two others are worse
     * than the twin and err by themselves.
     */
    private static List<PromptGroup> groups(int count, Random random) {
        List<PromptGroup> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean right = random.nextDouble() < 0.8;
            boolean lucky = random.nextDouble() < 0.75;
            boolean third = random.nextDouble() < 0.75;
            SortedMap<ModelId, RecordedAnswer> answers = new TreeMap<>();
            answers.put(STRONG, Recorded.answer(right ? 1 : 2, right ? 1 : 0, "0.010"));
            answers.put(TWIN, Recorded.answer(right ? 1 : 2, right ? 1 : 0, "0.009"));
            answers.put(OTHER, Recorded.answer(lucky ? 1 : 3, lucky ? 1 : 0, "0.008"));
            answers.put(THIRD, Recorded.answer(third ? 1 : 4, third ? 1 : 0, "0.008"));
            groups.add(Recorded.group(i, Recorded.halfHard(1, random).getFirst().features(), answers));
        }
        return groups;
    }

    private static SortedSet<ModelId> found(List<PromptGroup> groups) {
        return new MemberSearch(THREE, CascadeTrainerTest.oneCluster(), () -> false)
                .of(groups, new TreeSet<>(List.of(STRONG, TWIN, OTHER, THIRD)));
    }

    @Test
    void modelsThatErrByThemselvesArePreferredToABetterOneThatErrsAlike() {
        assertThat(found(groups(400, new Random(1)))).contains(OTHER, THIRD).hasSize(3);
    }

    @Test
    void theSameGroupsInAnyOrderHaveTheSameMembers() {
        List<PromptGroup> groups = groups(300, new Random(2));

        assertThat(found(groups.reversed())).isEqualTo(found(groups));
    }
}
