package dev.patchbay.store.sql;

/**
 * What an operator watches of a database. Counters since the start.
 *
 * @param waitingWrites writes that wait for the writer, or callers that wait for a connection
 * @param writes works that were committed
 * @param commits transactions that were committed; fewer than {@code writes} under load where works
 *     share a commit
 * @param failedCommits transactions that could not be committed
 * @param commitNanos time spent in commits
 * @param active connections or readers at work
 * @param idle connections or readers without work
 * @param fileBytes size of the database's files on this machine; 0 for a remote one
 * @param logBytes size of the write-ahead log on this machine; 0 for a remote one
 */
public record Figures(
        int waitingWrites,
        long writes,
        long commits,
        long failedCommits,
        long commitNanos,
        int active,
        int idle,
        long fileBytes,
        long logBytes) {}
