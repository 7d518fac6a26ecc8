package dev.tutti.memory.modelstore;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Set;
import org.tribuo.Model;
import org.tribuo.VariableIDInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.protos.core.ModelProto;

/**
 * Level 1: one Tribuo logistic regression over prompt numbers, hashed n-grams, plan descriptors and their crosses, whose
 * output is the expected score. Stored as Tribuo's protobuf; its weights are read out once into plain arrays, since
 * Tribuo's own {@code predict} builds maps of names for each call. Immutable.
 */
public final class SuccessModel {
    /** What an answer is called that is worth its score, and one that is not. */
    public static final Label GOOD = new Label("GOOD");

    public static final Label BAD = new Label("BAD");

    private final byte[] protobuf;
    private final LinearSGDModel model;
    private final SuccessWeights weights;

    private SuccessModel(byte[] protobuf, LinearSGDModel model) {
        this.protobuf = protobuf.clone();
        this.model = model;
        this.weights = readOut(model);
    }

    /**
     * Reads Tribuo's protobuf, whose hash the caller has verified; {@link IllegalArgumentException} when it is not a
     * linear classifier of GOOD and BAD. No other class is looked up: the name is compared before Tribuo sees it.
     */
    public static SuccessModel parse(byte[] protobuf) {
        try {
            ModelProto proto = ModelProto.parseFrom(protobuf);
            if (!proto.getClassName().equals(LinearSGDModel.class.getName())) {
                throw new IllegalArgumentException(
                        "a success model is a " + LinearSGDModel.class.getName() + ", was " + proto.getClassName());
            }
            if (Model.deserialize(proto) instanceof LinearSGDModel linear
                    && outputs(linear).equals(Set.of(GOOD, BAD))) {
                return new SuccessModel(protobuf, linear);
            }
            throw new IllegalArgumentException("a success model tells GOOD from BAD");
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalArgumentException("a success model is Tribuo protobuf: " + broken.getMessage(), broken);
        }
    }

    /** Takes a freshly trained model. What Tribuo noted of time and machine is left out: same rows, same bytes. */
    public static SuccessModel of(LinearSGDModel model) {
        return parse(TribuoProvenance.normalised(model.serialize()).toByteArray());
    }

    private static Set<Label> outputs(LinearSGDModel model) {
        return Set.copyOf(model.getOutputIDInfo().getDomain());
    }

    public byte[] protobuf() {
        return protobuf.clone();
    }

    /** The model as Tribuo has it, to compare with. */
    public Model<Label> tribuo() {
        return model;
    }

    SuccessWeights weights() {
        return weights;
    }

    /** The expected score by the weights read out. */
    public double predict(double[] numbers, int[] hashed, List<PlanDescriptors.Descriptor> plan) {
        SuccessWeights.PlanWeights compiled = weights.compile(plan);
        return SuccessWeights.sigmoid(weights.ofPrompt(numbers, hashed) + compiled.of(numbers));
    }

    private static SuccessWeights readOut(LinearSGDModel model) {
        DenseMatrix matrix = model.getWeightsCopy();
        int good = model.getOutputIDInfo().getID(GOOD);
        int bad = model.getOutputIDInfo().getID(BAD);
        int bias = matrix.getDimension2Size() - 1;
        SuccessWeights.Builder builder = new SuccessWeights.Builder(matrix.get(good, bias) - matrix.get(bad, bias));
        for (var feature : model.getFeatureIDMap()) {
            int id = ((VariableIDInfo) feature).getID();
            builder.add(feature.getName(), matrix.get(good, id) - matrix.get(bad, id));
        }
        return builder.build();
    }
}
