package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import java.util.List;
import java.util.Optional;

/** Declares a type step by step. Not thread-safe. */
public final class ConnectorTypeBuilder {

    private final String id;
    private final String name;
    private License license = License.BASIC;
    private List<String> features = List.of();
    private Optional<String> subFeature = Optional.empty();
    private boolean system;
    private String source = "stack";
    private Optional<String> specHash = Optional.empty();
    private Schema config = Schemas.object();
    private Check configCheck = Check.NONE;
    private Schema secrets = Schemas.object();
    private Check secretsCheck = Check.NONE;
    private CombinedCheck combinedCheck = CombinedCheck.NONE;
    private ParamsRendering rendering = new ParamsRendering.EveryString();
    private TargetRule target = TargetRule.OF_THE_CONNECTOR;

    ConnectorTypeBuilder(String id, String name) {
        this.id = id;
        this.name = name;
    }

    /** {@code minimum_license_required}; {@code basic} unless called. */
    public ConnectorTypeBuilder license(License value) {
        license = value;
        return this;
    }

    /** {@code supported_feature_ids}, in wire order. */
    public ConnectorTypeBuilder features(String... ids) {
        features = List.of(ids);
        return this;
    }

    /** {@code sub_feature}. */
    public ConnectorTypeBuilder subFeature(String value) {
        subFeature = Optional.of(value);
        return this;
    }

    /** A system type. */
    public ConnectorTypeBuilder system() {
        system = true;
        return this;
    }

    /**
     * A type described as data.
     *
     * @param hash which text of the description it is
     */
    public ConnectorTypeBuilder fromSpec(String hash) {
        source = "spec";
        specHash = Optional.of(hash);
        return this;
    }

    /** Config; an empty strict object unless called. */
    public ConnectorTypeBuilder config(Schema schema, Check check) {
        config = schema;
        configCheck = check;
        return this;
    }

    /** Secrets; an empty strict object unless called. */
    public ConnectorTypeBuilder secrets(Schema schema, Check check) {
        secrets = schema;
        secretsCheck = check;
        return this;
    }

    /** The check over config and secrets. */
    public ConnectorTypeBuilder combined(CombinedCheck check) {
        combinedCheck = check;
        return this;
    }

    /** How templates in params are rendered; every string unless called. */
    public ConnectorTypeBuilder rendering(ParamsRendering value) {
        rendering = value;
        return this;
    }

    /** Where calls go, if params may choose it; the connector decides unless called. */
    public ConnectorTypeBuilder target(TargetRule value) {
        target = value;
        return this;
    }

    /** Ends the declaration. */
    public ConnectorType operations(Operations operations) {
        return new ConnectorType(
                id,
                name,
                license,
                features,
                subFeature,
                system,
                source,
                specHash,
                config,
                configCheck,
                secrets,
                secretsCheck,
                combinedCheck,
                rendering,
                target,
                operations);
    }
}
