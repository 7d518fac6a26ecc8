package dev.tutti.edge.http;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes routing options of {@code model}, the {@code routing} object and the headers; what contradicts itself is refused. */
final class OptionsReader {

    private final ModelNames names;
    private final Catalogue catalogue;

    OptionsReader(ModelNames names, Catalogue catalogue) {
        this.names = names;
        this.catalogue = catalogue;
    }

    RoutingOptions read(ChatForm form, Map<String, List<String>> headers) {
        RoutingForm routing = new RoutingForm(RoutingHeaders.merge(form.routing(), headers));
        Selector selector = selector(form.model(), routing);
        Set<Strategy> strategies = routing.strategies();
        requireAgreement(selector, strategies, routing);
        return new RoutingOptions(
                selector,
                routing.qualityTarget(),
                routing.maxCost(),
                routing.maxLatency(),
                routing.tag("task"),
                SinglesOnly.narrowed(form.request(), selector, strategies),
                routing.models(),
                routing.whenInfeasible(),
                routing.flag("explore", true),
                routing.flag("explain", false),
                routing.tag("session"),
                routing.draft(form.request().stream()),
                Repeatable.asked(routing, form.request()),
                false);
    }

    private Selector selector(String model, RoutingForm routing) {
        Selector named = names.selector(model);
        Optional<Plan> plan = routing.fields().object("plan").map(fields -> PlanReader.read(fields, names::catalogued));
        if (plan.isEmpty()) {
            return named;
        }
        boolean open = named instanceof Selector.Auto
                || (named instanceof Selector.Kind kind
                        && kind.strategy() == plan.get().strategy());
        if (!open) {
            throw Refusal.invalid(
                    "routing.plan",
                    "routing.plan is a " + plan.get().strategy() + " plan and model is " + Shown.quoted(model)
                            + "; allowed beside a plan are tutti/auto and tutti/"
                            + plan.get().strategy());
        }
        return new Selector.Exact(plan.get());
    }

    private void requireAgreement(Selector selector, Set<Strategy> strategies, RoutingForm routing) {
        Optional<Strategy> forced = SinglesOnly.forced(selector);
        if (!strategies.isEmpty() && forced.isPresent() && !strategies.contains(forced.get())) {
            throw Refusal.invalid(
                    "routing.strategies",
                    "routing.strategies is "
                            + strategies.stream().map(Strategy::wireName).collect(Collectors.joining(", "))
                            + " and leaves out " + forced.get().wireName()
                            + ", which model or routing.plan asks for; allowed are strategies with it, or none at all");
        }
        if (selector instanceof Selector.Model model) {
            requirePermitted(model.model(), routing);
        }
        if (selector instanceof Selector.Exact exact) {
            exact.plan().models().forEach(model -> requirePermitted(model, routing));
            Aggregators.of(exact.plan()).forEach(this::requireTrusted);
        }
    }

    private static void requirePermitted(ModelId model, RoutingForm routing) {
        if (!routing.models().permits(model)) {
            throw Refusal.invalid(
                    "routing.models",
                    "routing.models does not permit " + model + ", which model or routing.plan asks for");
        }
    }

    private void requireTrusted(ModelId aggregator) {
        if (catalogue.get(aggregator).trust() == Trust.UNTRUSTED) {
            throw Refusal.invalid(
                    "routing.plan",
                    "routing.plan: " + aggregator + " is not trusted, and only trusted models aggregate");
        }
    }
}
