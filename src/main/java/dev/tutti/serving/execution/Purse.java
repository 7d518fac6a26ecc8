package dev.tutti.serving.execution;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.WorstCase;
import java.util.Optional;

/**
 * The worst cases of one run's calls. A prompt counts as the larger of its forecast and the order's estimate. The forecast
 * holds its tokenizer family's factor, so in a context window it counts as it stands, as where models were chosen; in
 * money it counts times a safety factor, since a cap must hold where even that was too little. An answer is bounded by the
 * smallest of what the caller, the model, its context window and the money allow. A call fits when that bound leaves room
 * for what the model writes at its 99 % quantile.
 */
final class Purse {
    private final RunOrder order;
    private final Catalogue catalogue;
    private final double promptSafety;

    /** {@code promptSafety}: how many times an estimated prompt counts in money. */
    Purse(RunOrder order, Catalogue catalogue, double promptSafety) {
        this.order = order;
        this.catalogue = catalogue;
        this.promptSafety = promptSafety;
    }

    /** What a call may use of that money when it is to have room for its 99 % quantile; empty when it does not fit. */
    Optional<Allowance> allow(ModelId model, Tokens extra, Tokens most, Usd money) {
        Tokens wanted = longest(model, extra).min(most);
        return allow(model, extra, wanted, wanted.min(forecast(model).outputP99()), money);
    }

    /** The last resort: room for the mean answer is enough. */
    Optional<Allowance> allowMean(ModelId model, Usd money) {
        Tokens wanted = longest(model, Tokens.NONE);
        return allow(model, Tokens.NONE, wanted, wanted.min(forecast(model).output()), money);
    }

    /** The least money with which a call fits. */
    Usd needs(ModelId model, Tokens extra, Tokens most) {
        Tokens output = longest(model, extra).min(most).min(forecast(model).outputP99());
        return price(model, extra, output);
    }

    /** Whether the model's context window holds the conversation and one token more. */
    boolean holds(ModelId model) {
        return longest(model, Tokens.NONE).count() > 0;
    }

    /** Whether the model's context window holds such a prompt and what it is expected to write, at the 99 % quantile. */
    boolean hasRoom(ModelId model, Tokens extra) {
        return longest(model, extra).compareTo(writes(model)) >= 0;
    }

    /** What such a call is expected to write, at the 99 % quantile, within its bounds. */
    Tokens writes(ModelId model) {
        return longest(model, Tokens.NONE).min(forecast(model).outputP99());
    }

    CallForecast forecast(ModelId model) {
        return order.forecasts().apply(model);
    }

    private Optional<Allowance> allow(ModelId model, Tokens extra, Tokens wanted, Tokens needed, Usd money) {
        Usd afterPrompt = money.minus(price(model, extra, Tokens.NONE));
        if (afterPrompt.isNegative() || wanted.count() < 1) {
            return Optional.empty();
        }
        // The caller's n answers each have the limit to themselves.
        long perToken = catalogue.get(model).price().perOutputToken().picos()
                * order.request().choices();
        Tokens limit = perToken == 0 ? wanted : wanted.min(new Tokens(afterPrompt.picos() / perToken));
        if (limit.count() < 1 || limit.compareTo(needed) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Allowance(limit, price(model, extra, limit)));
    }

    private Tokens longest(ModelId model, Tokens extra) {
        CatalogueModel entry = catalogue.get(model);
        long window =
                Math.max(0, entry.contextWindow().count() - read(model, extra).count());
        long callers = order.request().maxTokens().orElse(Long.MAX_VALUE);
        return entry.maxOutput().min(new Tokens(window)).min(new Tokens(callers));
    }

    private Usd price(ModelId model, Tokens extra, Tokens output) {
        Tokens written = new Tokens(output.count() * order.request().choices());
        return price(model).cost(paid(model, extra), written);
    }

    /** The dearest at which its prompt may be charged. */
    private Price price(ModelId model) {
        Price price = catalogue.get(model).price();
        return forecast(model).writesCache() ? price.writing() : price;
    }

    private Tokens paid(ModelId model, Tokens extra) {
        return WorstCase.paid(prompt(model).plus(extra), promptSafety);
    }

    /** What is added to the conversation is estimated without a family's factor, so it needs the safety here too. */
    private Tokens read(ModelId model, Tokens extra) {
        return prompt(model).plus(WorstCase.paid(extra, promptSafety));
    }

    private Tokens prompt(ModelId model) {
        return new Tokens(
                Math.max(forecast(model).prompt().count(), order.prompt().count()));
    }
}
