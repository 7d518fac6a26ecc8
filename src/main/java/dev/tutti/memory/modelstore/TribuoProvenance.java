package dev.tutti.memory.modelstore;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.SimpleProvenanceProto;
import java.util.Map;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.protos.core.ModelProto;

/**
 * What Tribuo writes into each model about its making, with time and machine replaced by constants: the real ones stand
 * in the release's manifest, outside the content's hash.
 */
final class TribuoProvenance {
    private static final Map<String, String> CONSTANT = Map.of(
            "trained-at", "1970-01-01T00:00:00Z",
            "java-version", "normalised",
            "os-name", "normalised",
            "architecture", "normalised");

    private TribuoProvenance() {}

    static ModelProto normalised(ModelProto model) {
        try {
            ClassificationLinearSGDProto linear = model.getSerializedData().unpack(ClassificationLinearSGDProto.class);
            ClassificationLinearSGDProto.Builder builder = linear.toBuilder();
            builder.getMetadataBuilder()
                    .setProvenance(normalised(linear.getMetadata().getProvenance()));
            return model.toBuilder()
                    .setSerializedData(Any.pack(builder.build()))
                    .build();
        } catch (InvalidProtocolBufferException broken) {
            throw new IllegalArgumentException(
                    "a linear classifier of Tribuo is wanted, was " + model.getClassName(), broken);
        }
    }

    private static RootProvenanceProto normalised(RootProvenanceProto provenance) {
        RootProvenanceProto.Builder builder = provenance.toBuilder();
        for (int i = 0; i < builder.getSmpCount(); i++) {
            SimpleProvenanceProto noted = builder.getSmp(i);
            String constant = CONSTANT.get(noted.getKey());
            if (constant != null) {
                builder.setSmp(i, noted.toBuilder().setValue(constant));
            }
        }
        return builder.build();
    }
}
