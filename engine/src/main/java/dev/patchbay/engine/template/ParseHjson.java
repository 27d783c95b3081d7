package dev.patchbay.engine.template;

import dev.patchbay.engine.template.hjson.Hjson;
import dev.patchbay.engine.template.hjson.HjsonException;
import dev.patchbay.engine.template.js.JsSpace;

/** {@code ParseHjson}: Hjson to compact JSON (templating.md, section 7.4). */
final class ParseHjson implements Lambda {

    @Override
    public String apply(String text, LambdaCall call) {
        String hjson = call.render(JsSpace.trim(text));
        call.charge(hjson.length() >> 3);
        try {
            return call.json(Hjson.parse(hjson));
        } catch (HjsonException e) {
            throw new LambdaFailure("error parsing Hjson \"" + hjson + "\": " + e.text());
        }
    }
}
