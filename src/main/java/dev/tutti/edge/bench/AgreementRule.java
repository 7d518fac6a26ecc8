package dev.tutti.edge.bench;

/** The fixed rule "ask two models; when their answers are equal that is the answer, else a third model's is". */
record AgreementRule(String first, String second, String last) {

    RecordedPrompt.Arm outcome(RecordedPrompt prompt) {
        RecordedPrompt.Arm a = prompt.arm(first);
        RecordedPrompt.Arm b = prompt.arm(second);
        if (agree(a.answer(), b.answer())) {
            return paid(a.quality(), a.costUsd() + b.costUsd());
        }
        RecordedPrompt.Arm c = prompt.arm(last);
        return paid(c.quality(), a.costUsd() + b.costUsd() + c.costUsd());
    }

    private static boolean agree(String a, String b) {
        return !a.isEmpty() && a.replace(" ", "").equalsIgnoreCase(b.replace(" ", ""));
    }

    private static RecordedPrompt.Arm paid(double quality, double costUsd) {
        return new RecordedPrompt.Arm(quality, 0, 0, costUsd, "");
    }
}
