package dev.tutti.edge.practice;

import static dev.tutti.words.catalogue.SizeClass.FRONTIER;
import static dev.tutti.words.catalogue.SizeClass.LARGE;
import static dev.tutti.words.catalogue.SizeClass.MEDIUM;
import static dev.tutti.words.catalogue.SizeClass.SMALL;

import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.chat.ModelId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The cast of simulated models: four families, prices and speeds of the orders of magnitude seen on the market. */
final class Personas {
    private Personas() {}

    /** Cheapest first. The columns of {@link #skills} are the topics in their order. */
    static List<Persona> cast() {
        return List.of(
                persona("aria-nano", "aria", SMALL, price("0.05", "0.2"), skills(45, 42, 55, 62, 48, 40))
                        .style(40, 180, 4, 0.005, 2),
                persona("dolce-flash", "dolce", MEDIUM, price("0.075", "0.3"), skills(56, 60, 66, 74, 64, 55))
                        .style(50, 250, 5, 0.004, 3),
                persona("brio-small", "brio", SMALL, price("0.1", "0.1"), skills(50, 38, 60, 60, 55, 42))
                        .style(42, 220, 6, 0.01, 5),
                persona("aria-mini", "aria", MEDIUM, price("0.15", "0.6"), skills(66, 64, 70, 78, 66, 60))
                        .style(56, 350, 8, 0.004, 4),
                persona("corda-coder", "corda", MEDIUM, price("0.3", "0.3"), skills(84, 58, 45, 72, 46, 58))
                        .style(48, 320, 8, 0.006, 3),
                persona("corda-sum", "corda", LARGE, price("0.55", "2.2"), skills(62, 86, 42, 66, 50, 78))
                        .style(52, 700, 14, 0.006, 7),
                persona("brio-large", "brio", LARGE, price("0.9", "0.9"), skills(70, 66, 78, 80, 79, 68))
                        .style(62, 450, 14, 0.01, 5),
                persona("dolce-pro", "dolce", LARGE, price("1.25", "5"), skills(76, 77, 80, 86, 82, 74))
                        .style(68, 600, 12, 0.003, 5),
                persona("aria-grand", "aria", FRONTIER, price("3", "15"), skills(86, 84, 88, 91, 87, 84))
                        .style(76, 800, 18, 0.002, 5));
    }

    private static Draft persona(String name, String family, SizeClass size, Price price, Map<Topic, Double> skills) {
        return new Draft(new ModelId("practice/" + name), family, size, price, skills);
    }

    private static Price price(String input, String output) {
        return Price.perMillion(input, output);
    }

    private static Map<Topic, Double> skills(int... percent) {
        Map<Topic, Double> skills = new EnumMap<>(Topic.class);
        int column = 0;
        for (Topic topic : Topic.values()) {
            skills.put(topic, percent[column++] / 100.0);
        }
        return skills;
    }

    private record Draft(ModelId id, String family, SizeClass size, Price price, Map<Topic, Double> skills) {
        Persona style(int fusingPercent, double firstMillis, double tokenMillis, double failures, int sentences) {
            return new Persona(
                    id,
                    family,
                    size,
                    price,
                    skills,
                    fusingPercent / 100.0,
                    firstMillis,
                    tokenMillis,
                    failures,
                    sentences);
        }
    }
}
