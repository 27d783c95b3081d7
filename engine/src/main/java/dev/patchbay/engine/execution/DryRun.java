package dev.patchbay.engine.execution;

import java.util.List;

/**
 * What a dry run came to.
 *
 * @param answer as an execution would have stopped; when it is finished and there are requests, its
 *     outcome says only that nothing was sent
 * @param requests up to and with the first effectful one
 */
public record DryRun(ExecutionAnswer answer, List<DryRequest> requests) {
    public DryRun {
        requests = List.copyOf(requests);
    }
}
