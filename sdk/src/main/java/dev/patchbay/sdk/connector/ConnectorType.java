package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.schema.Schema;

import java.util.List;
import java.util.Optional;

/**
 * A connector type: what it is called, what it stores, what it can do. Immutable and thread-safe;
 * made once at start by a {@link ConnectorTypeProvider}.
 *
 * @param id wire id, such as {@code .slack}
 * @param name display name
 * @param features {@code supported_feature_ids} in wire order
 * @param subFeature {@code sub_feature}, such as {@code endpointSecurity}
 * @param system whether it is a system type: one connector in memory, never created
 * @param source {@code stack} for classes, {@code spec} for types described as data
 * @param specHash of a type described as data: which text of the description this is, 16
 *     hexadecimal digits, recorded with each run
 * @param config schema of what is stored in the clear and returned
 * @param configCheck after the config schema
 * @param secrets schema of what is encrypted; every string in it is redacted from outcomes
 * @param secretsCheck after the secrets schema
 * @param combinedCheck over both, last
 * @param rendering how templates in the params of rule actions and deliveries are rendered
 * @param target where calls go, if params may choose it
 * @param operations what it can do
 */
public record ConnectorType(
        String id,
        String name,
        License minimumLicense,
        List<String> features,
        Optional<String> subFeature,
        boolean system,
        String source,
        Optional<String> specHash,
        Schema config,
        Check configCheck,
        Schema secrets,
        Check secretsCheck,
        CombinedCheck combinedCheck,
        ParamsRendering rendering,
        TargetRule target,
        Operations operations) {

    public ConnectorType {
        features = List.copyOf(features);
    }

    /** Starts a declaration; everything else has a default but the operations. */
    public static ConnectorTypeBuilder named(String id, String name) {
        return new ConnectorTypeBuilder(id, name);
    }
}
